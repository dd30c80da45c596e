//! What the rules say: a row selects what it is about, its button fixes it.

use leptos::html;
use leptos::prelude::*;
use topology::{Fix, Severity, Told};

use crate::client::desk::desk;
use crate::client::ui::browser::show_in_list;
use crate::client::ui::dynamic::{dynamic, flag};
use crate::client::ui::icon::Icon;

/// As many rows as a person goes through; more would only slow the page down.
pub(super) const SHOWN: usize = 200;

#[component]
pub(crate) fn Findings() -> impl IntoView {
    let desk = desk();
    dynamic(move || {
        let findings = desk.findings.get();
        if findings.is_empty() && !desk.checked.get() {
            return view! {
                <div class="empty-state" aria-busy="true">
                    <h2>"Checking the design"</h2>
                    <p>"What is wrong with it appears here."</p>
                </div>
            }
            .into_any();
        }
        if findings.is_empty() {
            return view! {
                <div class="empty-state">
                    <h2>"Nothing is wrong"</h2>
                    <p>"Every rule is satisfied. The bundle is ready to export."</p>
                </div>
            }
            .into_any();
        }
        let more = findings.len().saturating_sub(SHOWN);
        view! {
            <ul class="findings" aria-label="Findings">
                {findings.into_iter().take(SHOWN).enumerate().map(|(place, finding)| {
                    let current = Signal::derive(move || desk.at_finding.get() == Some(place));
                    view! { <Row finding current/> }
                }).collect_view()}
            </ul>
            {(more > 0).then(|| view! { <p class="quiet findings__more">{more}" more appear when these are fixed."</p> })}
        }
        .into_any()
    })
}

#[component]
pub(crate) fn Row(
    finding: Told,
    /// F8 has gone to it.
    #[prop(optional, into)]
    current: Signal<bool>,
) -> impl IntoView {
    let desk = desk();
    let row = NodeRef::<html::Li>::new();
    Effect::new(move |_| {
        if let Some(row) = row.get().filter(|_| current.get()) {
            show_in_list(&row);
        }
    });
    let (class, icon, word) = match finding.severity {
        Severity::Error => ("finding finding--error", "circle-alert", "Error"),
        Severity::Warning => ("finding finding--warning", "triangle-alert", "Warning"),
        Severity::Info => ("finding finding--info", "info", "Note"),
    };
    let Told { rule, target, message, why, fix, .. } = finding;
    view! {
        <li class=class node_ref=row aria-current=flag(move || current.get())>
            <Icon name=icon/>
            <button class="finding__text" title=why on:click=move |_| desk.reveal(&target)>
                <span class="visually-hidden">{word}": "</span>
                {message}
                <span class="finding__rule">{rule}</span>
            </button>
            {fix.map(|Fix { title, change }| {
                view! {
                    <button class="btn btn--small" on:click=move |_| desk.apply(change.clone())>
                        <Icon name="wand-sparkles"/>{title}
                    </button>
                }
            })}
        </li>
    }
}
