//! What a product version offers.

use leptos::prelude::*;

use super::ApiError;
use super::asked::Asked;
use super::packed::Packed;

/// The catalogue of one product version, which is no secret, packed: the page reads it, and gives it on to its worker as it
/// is.
#[server(endpoint = "catalogue/load", input = Asked, output = Packed)]
pub async fn load_catalogue(product: String, version: String) -> Result<Vec<u8>, ApiError> {
    let catalogue = super::caller()?.backend().catalogue(&product, &version)?;
    Ok(borsh::to_vec(catalogue).unwrap_or_default())
}
