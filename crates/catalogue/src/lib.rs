//! Product data, one folder a version, and the loader that turns it into a
//! [`topology::Catalogue`]. A new role, engine, key or version is data here plus tests.
//!
//! Native only: the TOML parser has no place in the client, which is given the catalogue by the server.
#![warn(clippy::disallowed_methods)]

mod files;
mod generate;
mod keys;
mod parse;
mod templates;

pub use generate::generate;
pub use keys::{keys, keys_of};
pub use parse::CatalogueError;
pub use templates::{Template, template, templates};

use std::sync::LazyLock;
use topology::Catalogue;

/// The product versions this program knows, oldest first, as `(product, version)`.
#[must_use]
pub fn versions() -> Vec<(&'static str, &'static str)> {
    files::VERSIONS.iter().map(|files| (files.product_id, files.version)).collect()
}

/// The catalogue of one product version.
///
/// # Errors
/// [`CatalogueError::Unknown`] when there is no such version.
pub fn load(product: &str, version: &str) -> Result<&'static Catalogue, CatalogueError> {
    let known = versions().contains(&(product, version));
    if known {
        Ok(wso2am_3_1_0())
    } else {
        Err(CatalogueError::Unknown { product: product.into(), version: version.into() })
    }
}

/// WSO2 API Manager 3.1.0.
///
/// # Panics
/// Never in a build whose tests passed: the data is part of the program and a test reads it.
#[must_use]
pub fn wso2am_3_1_0() -> &'static Catalogue {
    static CATALOGUE: LazyLock<Catalogue> =
        LazyLock::new(|| match parse::catalogue(&files::WSO2AM_3_1_0) {
            Ok(catalogue) => catalogue,
            Err(error) => panic!("the catalogue of WSO2 API Manager 3.1.0 is broken: {error}"),
        });
    &CATALOGUE
}
