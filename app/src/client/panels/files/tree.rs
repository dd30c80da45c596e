//! The bundle's files by folder.

use leptos::prelude::*;
use messages::said;

use crate::client::desk::desk;
use crate::client::ui::dynamic::{dynamic, flag};
use crate::client::ui::icon::Icon;

#[component]
pub(super) fn Tree(paths: Memo<Vec<String>>, path: Memo<Option<String>>) -> impl IntoView {
    let desk = desk();
    view! {
        <nav class="files__tree" aria-label=said("Files of the bundle")>
            {dynamic(move || {
                let mut folder = String::new();
                sorted(paths.get()).into_iter().map(|file| {
                    let (group, name) = placed(&file);
                    let heading = (group != folder).then(|| {
                        folder.clone_from(&group);
                        view! { <div class="files__folder">{group.clone()}</div> }
                    });
                    let (name, current, chosen) = (name.to_owned(), file.clone(), file.clone());
                    view! {
                        {heading}
                        <button class="files__file" data-path=file.clone() aria-current=flag(move || path.get().as_ref() == Some(&current))
                            on:click=move |_| desk.file.set(Some(chosen.clone()))>
                            <Icon name="file-text"/>{name}
                        </button>
                    }
                }).collect_view()
            })}
        </nav>
    }
}

/// Files of the root first, then folder by folder; a node's configuration before its scripts.
fn sorted(mut paths: Vec<String>) -> Vec<String> {
    let key = |path: &String| {
        let (group, name) = placed(path);
        (group, !is_configuration(path), name.to_owned())
    };
    paths.sort_by_key(key);
    paths
}

/// The folder and the name that a file is shown under: a configuration says its own folder by its name.
fn placed(path: &str) -> (String, &str) {
    let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
    if is_configuration(path) {
        let of_node: Vec<&str> = parent.split('/').take(2).collect();
        return (of_node.join("/"), name);
    }
    (parent.to_owned(), name)
}

/// Whether a file is what a node is configured with.
pub(super) fn is_configuration(path: &str) -> bool {
    path.ends_with("/deployment.toml") || path.ends_with("/deployment.yaml")
}
