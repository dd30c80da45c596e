//! What a product version offers.

use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use topology::Catalogue;

use super::ApiError;

/// The catalogue of one product version.
#[server(endpoint = "catalogue/load", input = Json)]
pub async fn load_catalogue(product: String, version: String) -> Result<Catalogue, ApiError> {
    Ok(super::backend()?.catalogue(&product, &version)?.clone())
}
