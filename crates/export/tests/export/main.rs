//! The bundle as its readers see it: the guide's own samples, the real tools that run it, and
//! hostile designs.

mod addition;
mod analytics;
mod analytics_run;
mod archives;
mod balancers;
mod certificates;
mod closed_world;
mod corrections;
mod databases;
mod defaults;
mod documents;
mod every_node;
mod golden;
mod guide;
mod hostile;
mod identity;
mod java;
mod mixed;
mod network;
mod operations;
mod origins;
mod packs;
mod pointing;
mod proxies;
mod rehearsal;
mod replicas;
mod scripts;
mod secrets;
mod servers;
mod settings;
mod shares;
mod support;
mod varied;
