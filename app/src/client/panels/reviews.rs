//! Who was asked to look at a version, what they said of it, and the way to ask and to say.

use leptos::prelude::*;
use messages::{said, say};

use crate::api::ApiError;
use crate::api::reviews::{ask_for_review, close_review, colleagues, judge, read_standing};
use crate::api::wire::Standing;
use crate::client::desk::Desk;
use crate::client::ui::drawn::{El, button, drawn, el, icon};
use crate::client::ui::dynamic::{dynamic, value};
use crate::client::ui::icon::Icon;
use crate::client::ui::task::{Loaded, spawn};
use crate::client::ui::time::ago;
use crate::client::ui::toast::toaster;

type Listed = Loaded<Result<Standing, ApiError>>;

pub(super) fn reviews(desk: Desk, number: i64) -> AnyView {
    let toaster = toaster();
    let id = StoredValue::new(desk.id());
    let listed: Listed = Loaded::new(move || read_standing(id.get_value()));
    let asking = RwSignal::new(false);
    let again = move || {
        if desk.is_there() {
            listed.refetch();
        }
    };
    let draw = move |root: El| match listed.get() {
        Some(Ok(standing)) => told(desk, root, &standing, number, asking.get()),
        Some(Err(error)) => {
            let message = error.message.to_string();
            root.with(el("p", "field__error").attr("role", "alert").text(&message))
        }
        None => root,
    };
    let act = move |act: &str, at: &str, _: &str| {
        let at = at.to_owned();
        match act {
            "ask" => asking.update(|asking| *asking = !*asking),
            "close" => spawn(async move {
                if let Err(error) = close_review(id.get_value(), at).await {
                    toaster.error(error.message.to_string());
                }
                again();
            }),
            _ => {
                let approves = act == "approve";
                spawn(async move {
                    let judged = judge(id.get_value(), number, approves, String::new()).await;
                    if let Err(error) = judged {
                        toaster.error(error.message.to_string());
                    }
                    again();
                });
            }
        }
    };
    let list = drawn("reviews", said("Reviews"), Box::new(draw), Box::new(act));
    let form = dynamic(move || asking.get().then(|| view! { <Ask id number asking listed/> }));
    view! { {list}{form} }.into_any()
}

fn told(desk: Desk, root: El, standing: &Standing, number: i64, asking: bool) -> El {
    let mut bar = el("div", "choice-row");
    if desk.rights.review {
        let approve = button("btn btn--small", "approve", "").with(icon("check"));
        let refuse = button("btn btn--small", "refuse", "").with(icon("x"));
        bar = bar.with(approve.text(said("Approve"))).with(refuse.text(said("Do not approve")));
    }
    if desk.rights.edit && desk.rights.review {
        let ask = button("btn btn--small", "ask", "").flag("aria-expanded", asking);
        bar = bar.with(ask.with(icon("users")).text(said("Ask for a review")));
    }
    let mut root = root.with(bar);
    if standing.approved_only {
        let what = said("Only approved versions are exported from this workspace.");
        root = root.with(el("p", "quiet").text(what));
    }
    for review in standing.reviews.iter().filter(|one| one.version == number && one.is_open) {
        let names = review.reviewers.join(", ");
        let by = if review.asked_by.is_empty() { said("Somebody") } else { &review.asked_by };
        let line = say!("{by} asked {names}, {when}.", by, names, when = ago(review.created_at));
        let mut row = el("p", "reviews__row").text(&line);
        if !review.message.is_empty() {
            row = row.text(" ").span("quiet", &review.message);
        }
        if desk.rights.edit {
            let label = said("Take the request back");
            let close = button("btn btn--quiet btn--icon btn--small", "close", &review.id);
            row = row.with(close.attr("aria-label", label).attr("title", label).with(icon("x")));
        }
        root = root.with(row);
    }
    for verdict in standing.verdicts.iter().filter(|one| one.version == number) {
        let (sign, line) = if verdict.approves {
            (
                "circle-check",
                say!(
                    "{name} approved it, {when}.",
                    name = &verdict.author,
                    when = ago(verdict.created_at)
                ),
            )
        } else {
            (
                "circle-alert",
                say!(
                    "{name} did not approve it, {when}.",
                    name = &verdict.author,
                    when = ago(verdict.created_at)
                ),
            )
        };
        let mut row = el("p", "reviews__row").flag("data-approves", verdict.approves);
        row = row.with(icon(sign)).span("", &line);
        if !verdict.message.is_empty() {
            row = row.text(" ").span("quiet", &verdict.message);
        }
        root = root.with(row);
    }
    root
}

/// Whom to ask, and what to say to them.
#[component]
fn Ask(
    id: StoredValue<String>,
    number: i64,
    asking: RwSignal<bool>,
    listed: Listed,
) -> impl IntoView {
    let people = Loaded::new(move || colleagues(id.get_value()));
    let asked = RwSignal::new(Vec::<String>::new());
    let message = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        error.set(None);
        spawn(async move {
            let (whom, what) = (asked.get_untracked(), message.get_untracked());
            match ask_for_review(id.get_value(), number, whom, what).await {
                Ok(()) => {
                    asking.try_set(false);
                    listed.refetch();
                }
                Err(refused) => drop(error.try_set(Some(refused.message.to_string()))),
            }
        });
    };
    view! {
        <form class="form" on:submit=submit>
            <fieldset class="field">
                <legend class="field__label">{said("Who is asked")}</legend>
                {dynamic(move || match people.get() {
                    None => ().into_any(),
                    Some(Err(error)) => view! { <p class="field__error" role="alert">{error.message.to_string()}</p> }.into_any(),
                    Some(Ok(list)) if list.is_empty() => view! { <p class="quiet">{said("Nobody else works in this workspace.")}</p> }.into_any(),
                    Some(Ok(list)) => list.into_iter().map(|one| {
                        let id = one.id;
                        let check = move |event| {
                            let is_on = event_target_checked(&event);
                            asked.update(|asked| {
                                asked.retain(|other| *other != id);
                                if is_on {
                                    asked.push(id.clone());
                                }
                            });
                        };
                        view! { <label class="row"><input type="checkbox" on:change=check/>{one.name}</label> }
                    }).collect_view().into_any(),
                })}
            </fieldset>
            <div class="field">
                <label class="field__label" for="review-message">{said("What is to be looked at")}</label>
                <textarea id="review-message" class="field__control" prop:value=value(move || message.get())
                    on:input=move |event| message.set(event_target_value(&event))></textarea>
            </div>
            {dynamic(move || error.get().map(|error| view! { <p class="field__error" role="alert"><Icon name="circle-alert"/><span>{error}</span></p> }))}
            <div class="row"><button type="submit" class="btn btn--primary btn--small">{said("Ask them")}</button></div>
        </form>
    }
}
