//! A word that is shown this once: a token, an invitation, a link.

use leptos::prelude::*;
use messages::{said, say};

use super::browser::own_machine;
use super::copy::Copyable;

#[component]
pub(crate) fn Word(label: String, word: String) -> impl IntoView {
    // An address that others are to open has to be one that leads them here.
    let only_here = own_machine().filter(|_| word.starts_with("http"));
    view! {
        <div class="word">
            <Copyable label text=word help=said("Copy it now: it is not shown again.")/>
            {only_here.map(|host| view! {
                <p class="field__help">{say!("It opens on this machine alone, because the console is open as {host} here. For others, start the console with --public-url and the address at which they reach it, open it there, and make another one.", host)}</p>
            })}
        </div>
    }
}
