//! Keystores and truststores: which a node names, by which names its certificate has to vouch for
//! it, and the page of the folder `certificates/`.

mod page;
mod stores;

pub(crate) use stores::{
    Store, alternative_names, balancer_names, common_name, primary, tls, trusted, truststore,
};

use crate::file::{Language, RenderedFile};
use crate::plan::{Planned, Scope};

pub(crate) fn plan<'s>(scope: &'s Scope<'s, '_>) -> Vec<Planned<'s>> {
    vec![Planned::new("certificates/README.md", move |path| {
        RenderedFile::plain(path, Language::Markdown, &page::render(scope.graph))
    })]
}
