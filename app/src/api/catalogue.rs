//! What a product version offers.

use leptos::prelude::*;
use topology::Catalogue;

use super::ApiError;
use super::asked::Asked;
use super::packed::Packed;

/// The catalogue of one product version.
#[server(endpoint = "catalogue/load", input = Asked, output = Packed)]
pub async fn load_catalogue(product: String, version: String) -> Result<Catalogue, ApiError> {
    Ok(super::backend()?.catalogue(&product, &version)?.clone())
}
