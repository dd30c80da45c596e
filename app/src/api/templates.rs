//! The pattern gallery.

use leptos::prelude::*;

use super::ApiError;
use super::asked::Asked;
use super::packed::Packed;
use super::wire::TemplateSummary;

/// Every built-in pattern with its picture, simplest first.
#[server(endpoint = "templates/list", input = Asked, output = Packed)]
pub async fn list_templates() -> Result<Vec<TemplateSummary>, ApiError> {
    let templates = super::caller()?.templates().await?;
    Ok(templates
        .into_iter()
        .map(|template| TemplateSummary {
            id: template.id.to_owned(),
            name: template.name.to_owned(),
            description: template.description.to_owned(),
            nodes: template.nodes,
            hosts: template.hosts,
            picture: template.picture,
            dark: template.dark,
        })
        .collect())
}
