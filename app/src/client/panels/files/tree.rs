//! The bundle's files by folder.

use leptos::prelude::*;

use crate::client::desk::desk;
use crate::client::ui::dynamic::{dynamic, flag};
use crate::client::ui::icon::Icon;

#[component]
pub(super) fn Tree(paths: Memo<Vec<String>>, path: Memo<Option<String>>) -> impl IntoView {
    let desk = desk();
    view! {
        <nav class="files__tree" aria-label="Files of the bundle">
            {dynamic(move || {
                let mut folder = String::new();
                sorted(paths.get()).into_iter().map(|file| {
                    let (parent, name) = file.rsplit_once('/').unwrap_or(("", &file));
                    // The folder of a configuration is said by its name.
                    let group = parent.strip_suffix("/repository/conf").unwrap_or(parent).to_owned();
                    let heading = (group != folder).then(|| {
                        folder.clone_from(&group);
                        view! { <div class="files__folder">{group.clone()}</div> }
                    });
                    let (name, current, chosen) = (name.to_owned(), file.clone(), file);
                    view! {
                        {heading}
                        <button class="files__file" aria-current=flag(move || path.get().as_ref() == Some(&current))
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
        let (parent, name) = path.rsplit_once('/').unwrap_or(("", path.as_str()));
        let group = parent.strip_suffix("/repository/conf").unwrap_or(parent).to_owned();
        (group, name != "deployment.toml", name.to_owned())
    };
    paths.sort_by_key(key);
    paths
}
