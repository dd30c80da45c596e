//! The design as a value: a graph of nodes and links for one product version, the catalogue types
//! that say what such a graph may hold, and the changes that lead from one design to the next.
//!
//! Invariants: every id in a [`Design`] is unique; every link joins two nodes that exist; every node
//! that names a host, and every host that names a zone, names one that exists. Nothing here reads
//! the clock, a file or the network, and nothing here knows one role from another: that is the
//! catalogue's business.
#![warn(clippy::disallowed_methods)]

pub mod catalogue;
mod change;
mod collapsed;
mod design;
pub mod document;
mod folder;
pub mod graph;
mod hostname;
mod id;
mod limits;
pub mod notation;
pub mod ordered;
pub mod outage;
pub mod replicas;
mod settings;
mod target;
pub mod text;
mod told;
pub mod triage;
pub mod url;
mod view;
mod waiver;
pub mod words;

pub use catalogue::{Catalogue, Role};
pub use change::{Change, ChangeError, Deleted, Edit, Rebased, Record, RecordKey};
pub use collapsed::{Boxed, Container, Shown, is_box};
pub use design::{
    Design, Environment, Header, Host, Link, Node, OperatingSystem, Placed, Point, ProductRef, Zone,
};
pub use folder::is_folder;
pub use graph::Graph;
pub use hostname::{is_hostname, is_ip_address, is_loopback};
pub use id::{
    EndpointId, EngineId, HostId, IdError, LinkId, LinkKindId, NodeId, RoleId, SchemaId, SettingId,
    ViewId, ZoneId,
};
pub use limits::Limits;
pub use settings::{SettingValue, Settings};
pub use target::Target;
pub use told::{Fix, Severity, Told};
pub use view::{Area, View};
pub use waiver::{Waiver, WaiverKey, date_of, is_date};
