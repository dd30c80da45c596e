//! Comments: threads about the design, a thing of it, a finding or a line of a file, and what is said in them.

use leptos::prelude::*;
use messages::{message, said, say};
use topology::Target;
use topology::triage::name_of;

use crate::api::ApiError;
use crate::api::comments::{begin_thread, list_threads, reply, saw_mentions, settle};
use crate::api::wire::{Thread, Topic};
use crate::client::desk::{Desk, DrawerTab};
use crate::client::ui::drawn::{El, button, drawn, el, icon};
use crate::client::ui::dynamic::{dynamic, value};
use crate::client::ui::icon::Icon;
use crate::client::ui::task::{Loaded, spawn};
use crate::client::ui::time::ago;
use crate::client::ui::toast::toaster;
use crate::client::ui::words::counted;

const NONE: &str = message!(
    "Nothing is said yet. Select a node, a link or a host and ask about it, or say something about the whole design."
);

type Listed = Loaded<Result<Vec<Thread>, ApiError>>;

/// What is looked at.
#[derive(Clone, Copy)]
struct Talk {
    desk: Desk,
    listed: Listed,
    /// A thread's id; empty for a new one.
    chosen: RwSignal<String>,
    /// Settled threads are listed, too.
    all: RwSignal<bool>,
}

pub(crate) fn comments(desk: Desk) -> AnyView {
    let id = desk.id();
    let seen = id.clone();
    let listed: Listed = Loaded::new(move || list_threads(id.clone()));
    let talk =
        Talk { desk, listed, chosen: RwSignal::new(String::new()), all: RwSignal::new(false) };
    // What somebody pressed "comment" on is for the thread after that and for no later one.
    on_cleanup(move || drop(desk.topic.try_set(None)));
    // Who was named here has looked now; who has no account was named nowhere.
    spawn(async move { drop(saw_mentions(seen).await) });
    let list = drawn(
        "views__list",
        said("Comments"),
        Box::new(move |root| list(talk, root)),
        Box::new(move |act, at, _| match act {
            "all" => talk.all.update(|all| *all = !*all),
            _ => talk.chosen.set(at.to_owned()),
        }),
    );
    let form = dynamic(move || {
        let chosen = talk.chosen.get();
        if chosen.is_empty() {
            talk.desk.rights.comment.then(|| view! { <NewThread talk/> }.into_any())
        } else {
            Some(thread(talk, chosen))
        }
    });
    view! { <div class="views">{list}<div class="views__form">{form}</div></div> }.into_any()
}

fn list(talk: Talk, root: El) -> El {
    let (chosen, all) = (talk.chosen.get(), talk.all.get());
    let mut bar = el("div", "choice-row");
    if talk.desk.rights.comment {
        bar = bar.with(
            button("btn btn--small", "choose", "").with(icon("plus")).text(said("New thread")),
        );
    }
    let threads = match talk.listed.get() {
        None => return root.with(bar),
        Some(Err(error)) => {
            let message = error.message.to_string();
            let told = el("p", "field__error").attr("role", "alert").text(&message);
            return root.with(bar).with(told);
        }
        Some(Ok(threads)) => threads,
    };
    let settled = threads.iter().filter(|thread| thread.resolved_by.is_some()).count();
    if settled > 0 {
        let label = say!("Settled ({count})", count = settled);
        bar = bar.with(
            button("btn btn--small btn--quiet", "all", "").flag("aria-pressed", all).text(&label),
        );
    }
    let root = root.with(bar);
    let shown = threads.iter().filter(|thread| all || thread.resolved_by.is_none());
    let mut rows = el("ol", "views__rows");
    let mut count = 0;
    for thread in shown {
        rows = rows.with(row(talk.desk, thread, thread.id == chosen));
        count += 1;
    }
    if count == 0 {
        return root.with(el("p", "quiet").text(said(NONE)));
    }
    root.with(rows)
}

fn row(desk: Desk, thread: &Thread, is_chosen: bool) -> El {
    let first = thread.comments.first().map(|first| first.text.as_str()).unwrap_or_default();
    let about = topic_name(desk, &thread.topic);
    let more = counted(thread.comments.len(), "comment");
    let when = ago(thread.comments.last().map_or(thread.created_at, |last| last.created_at));
    let words = button("views__name", "choose", &thread.id)
        .with(el("strong", "").text(&about))
        .text(" ")
        .span("quiet", &[&more, " · ", &when].concat())
        .with(el("span", "thread__first").text(first));
    el("li", "views__row")
        .attr("aria-current", if is_chosen { "true" } else { "false" })
        .flag("data-settled", thread.resolved_by.is_some())
        .with(words.attr("title", first))
}

/// What a thread is about, in words.
fn topic_name(desk: Desk, topic: &Topic) -> String {
    match topic {
        Topic::Thing { target } => thing(desk, target),
        Topic::Finding { rule, target } => [&thing(desk, target), " · ", rule].concat(),
        Topic::Line { path, text } => [path, ": ", text.trim()].concat(),
    }
}

fn thing(desk: Desk, target: &Target) -> String {
    if *target == Target::Design {
        return said("The design").to_owned();
    }
    desk.with_design(|design| name_of(target, design))
}

/// What is selected, as a topic: one thing, or else the design.
fn selected(desk: Desk) -> Target {
    desk.with_editor(|editor| {
        let selection = editor.shown_selection();
        let mut targets = selection.nodes.iter().cloned().map(Target::Node);
        let mut links = selection.links.iter().cloned().map(Target::Link);
        match (targets.next(), links.next(), targets.next(), links.next()) {
            (Some(node), None, None, None) => node,
            (None, Some(link), None, None) => link,
            _ => Target::Design,
        }
    })
}

#[component]
fn NewThread(talk: Talk) -> impl IntoView {
    let desk = talk.desk;
    let text = RwSignal::new(String::new());
    let about =
        Memo::new(move |_| desk.topic.get().unwrap_or(Topic::Thing { target: selected(desk) }));
    let sent = move |error: RwSignal<Option<String>>| {
        let (id, topic) = (desk.id(), about.get_untracked());
        spawn(async move {
            match begin_thread(id, topic, text.get_untracked(), String::new()).await {
                Ok(thread) => {
                    text.try_set(String::new());
                    if desk.is_there() {
                        desk.topic.set(None);
                        talk.listed.refetch();
                        talk.chosen.set(thread);
                    }
                }
                Err(refused) => drop(error.try_set(Some(refused.message.to_string()))),
            }
        });
    };
    view! {
        <p class="quiet choice-row">
            <span>{dynamic(move || say!("About: {thing}", thing = topic_name(desk, &about.get())))}</span>
            {dynamic(move || desk.topic.get().is_some().then(|| view! {
                <button type="button" class="btn btn--quiet btn--small" on:click=move |_| desk.topic.set(None)>{said("About what is selected instead")}</button>
            }))}
        </p>
        <Saying label=said("What is to be said") action=said("Begin a thread") text sent=Callback::new(sent)/>
    }
}

/// A box to write in, and what became of it.
#[component]
fn Saying(
    label: &'static str,
    action: &'static str,
    text: RwSignal<String>,
    sent: Callback<RwSignal<Option<String>>>,
) -> impl IntoView {
    let error = RwSignal::new(None::<String>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        error.set(None);
        sent.run(error);
    };
    view! {
        <form class="form" on:submit=submit>
            <div class="field">
                <label class="field__label" for="saying">{label}</label>
                <textarea id="saying" class="field__control" prop:value=value(move || text.get())
                    on:input=move |event| text.set(event_target_value(&event))></textarea>
                <p class="field__help">{said("@name calls somebody who works here.")}</p>
            </div>
            {dynamic(move || error.get().map(|error| view! { <p class="field__error" role="alert"><Icon name="circle-alert"/><span>{error}</span></p> }))}
            <div class="row"><button type="submit" class="btn btn--primary btn--small">{action}</button></div>
        </form>
    }
}

/// A thread with all that was said.
fn thread(talk: Talk, id: String) -> AnyView {
    let toaster = toaster();
    let desk = talk.desk;
    let id = StoredValue::new(id);
    let found = move || {
        let threads = talk.listed.get()?.ok()?;
        threads.into_iter().find(|thread| id.with_value(|id| *id == thread.id))
    };
    let draw = move |root: El| {
        let Some(thread) = found() else { return root };
        let mut head = el("div", "choice-row");
        let show = button("btn btn--small", "show", "").with(icon("locate-fixed"));
        head = head.with(show.text(said("Show it")));
        if desk.rights.comment {
            let (word, sign) = if thread.resolved_by.is_some() {
                (said("Open it again"), "undo-2")
            } else {
                (said("Settle it"), "check")
            };
            head = head.with(button("btn btn--small", "settle", "").with(icon(sign)).text(word));
        }
        let mut said_in_it = el("ol", "comments");
        for comment in &thread.comments {
            let mut about = ago(comment.created_at);
            if !comment.author.is_empty() {
                about = [&comment.author, " · ", &about].concat();
            }
            let text = el("p", "comments__text").text(&comment.text);
            said_in_it = said_in_it.with(el("li", "").span("quiet", &about).with(text));
        }
        let topic = el("h3", "").text(&topic_name(desk, &thread.topic));
        let root = root.with(head).with(topic).with(said_in_it);
        match thread.resolved_by {
            None => root,
            Some(by) if by.is_empty() => root.with(el("p", "quiet").text(said("It is settled."))),
            Some(by) => root.with(el("p", "quiet").text(&say!("Settled by {name}.", name = by))),
        }
    };
    let act = move |act: &str, _: &str, _: &str| {
        let Some(thread) = found() else { return };
        match (act, thread.topic) {
            ("show", Topic::Thing { target } | Topic::Finding { target, .. }) => {
                desk.reveal(&target);
            }
            ("show", Topic::Line { path, text }) => {
                desk.quoted.set(Some(text));
                desk.file.set(Some(path));
                desk.drawer.set(Some(DrawerTab::Files));
            }
            _ => {
                let is_open = thread.resolved_by.is_none();
                spawn(async move {
                    if let Err(error) = settle(thread.id, is_open).await {
                        toaster.error(error.message.to_string());
                    }
                    if desk.is_there() {
                        talk.listed.refetch();
                    }
                });
            }
        }
    };
    let text = RwSignal::new(String::new());
    let sent = move |error: RwSignal<Option<String>>| {
        spawn(async move {
            match reply(id.get_value(), text.get_untracked(), String::new()).await {
                Ok(()) => {
                    text.try_set(String::new());
                    if desk.is_there() {
                        talk.listed.refetch();
                    }
                }
                Err(refused) => drop(error.try_set(Some(refused.message.to_string()))),
            }
        });
    };
    let shown = drawn("fix-preview", said("Thread"), Box::new(draw), Box::new(act));
    let answer = desk.rights.comment.then(|| {
        view! { <Saying label=said("Your answer") action=said("Answer") text sent=Callback::new(sent)/> }
    });
    view! { {shown}{answer} }.into_any()
}
