//! A picture of the drawing: which kind, how it looks, and then the file.

use leptos::prelude::*;
use messages::{message, said};

use super::export_dialog::NOT_SAVED;
use super::papers::PAPERS;
use crate::client::desk::desk;
use crate::client::routes;
use crate::client::ui::busy::busy;
use crate::client::ui::dialog::Dialog;
use crate::client::ui::dynamic::{dynamic, value};
use crate::client::ui::icon::Icon;
use crate::client::ui::task::spawn;

/// A kind of file: its ending, its name, what it is good for.
const FORMATS: [(&str, &str, &str); 5] = [
    ("svg", "SVG", message!("Sharp at every size, with its fonts inside.")),
    (
        "png",
        "PNG",
        message!(
            "Twice as fine as the canvas; a very large drawing is made smaller. Letters that are not Latin become boxes, which they do not in an SVG."
        ),
    ),
    (
        "pdf",
        "PDF",
        message!(
            "One page whose text can be searched. Letters that are not Latin become boxes, which they do not in an SVG."
        ),
    ),
    ("mmd", "Mermaid", message!("A flow chart in words, for wikis and Git. It has no legend.")),
    (
        "drawio",
        "draw.io",
        message!("Shapes at their places, to go on drawing there. It has no legend."),
    ),
];

#[component]
pub(crate) fn PictureDialog() -> impl IntoView {
    let desk = desk();
    view! {
        <Dialog title=said("Save a picture") open=desk.picturing>
            <Body/>
        </Dialog>
    }
}

#[component]
fn Body() -> impl IntoView {
    let desk = desk();
    let (id, autosave) = (desk.id(), desk.autosave());
    // None while the design is saved, then whether it was.
    let saved = RwSignal::new(None::<bool>);
    let (format, theme) = (RwSignal::new("svg"), RwSignal::new("light"));
    let name = desk.with_editor_untracked(|editor| editor.design().name().to_owned());
    let (title, date) = (RwSignal::new(name), RwSignal::new(String::new()));
    let (legend, design) = (RwSignal::new(true), RwSignal::new(true));
    // None while it is drawn, then whether it could be.
    let drawn = RwSignal::new(None::<bool>);
    let revision = autosave.revision.clone();
    spawn(async move {
        let all = autosave.all_saved().await;
        // The dialog may be closed already.
        saved.try_set(Some(all));
    });
    let choices = Memo::new(move |_| {
        let legend = if legend.get() { "&legend=true" } else { "&legend=false" };
        let (title, date) = (encoded(&title.get()), encoded(&date.get()));
        ["theme=", theme.get(), legend, "&title=", &title, "&date=", &date].concat()
    });
    let id = StoredValue::new(id);
    let address = move |format: &str, more: &str| {
        id.with_value(|id| routes::picture(id, format, &[&choices.get(), more].concat()))
    };
    // An image whose address is the same is not asked for again, though the design has changed.
    let preview =
        move || address("svg", &["&design=false&revision=", &revision.get().to_string()].concat());
    let file = move || address(format.get(), if design.get() { "" } else { "&design=false" });
    let about = move || {
        FORMATS
            .iter()
            .find(|(ending, ..)| *ending == format.get())
            .map_or("", |(.., about)| said(about))
    };
    view! {
        <div class="dialog__body">
            <div class="picture-preview" data-theme=value(move || theme.get())>
                {dynamic(move || match saved.get() {
                    None => busy(said("Saving the design")),
                    Some(false) => view! { <p class="field__error" role="alert"><Icon name="circle-alert"/>{said(NOT_SAVED)}</p> }.into_any(),
                    Some(true) => view! {
                        <img alt=said("Preview of the picture") src=value(preview.clone())
                            on:load=move |_| drawn.set(Some(true)) on:error=move |_| drawn.set(Some(false))/>
                    }.into_any(),
                })}
                {dynamic(move || match (saved.get(), drawn.get()) {
                    (Some(true), None) => busy(said("Drawing the picture")),
                    (Some(true), Some(false)) => view! {
                        <p class="field__error" role="alert"><Icon name="circle-alert"/>{said("The server did not draw the picture. Try again in a moment.")}</p>
                    }.into_any(),
                    _ => ().into_any(),
                })}
            </div>
            <Choices label=said("Format") options=FORMATS.iter().map(|(ending, name, _)| (*ending, *name)).collect() chosen=format/>
            <p class="field__help">{dynamic(about)}</p>
            <Choices label=said("Colours") options=vec![("light", said("Light")), ("dark", said("Dark"))] chosen=theme/>
            <Text label=said("Title") text=title most=200/>
            <Text label=said("Date or version") text=date most=60/>
            <Tick label=said("Legend") on=legend/>
            <Tick label=said("Put the design into the picture, so that it can be opened again (SVG and PNG)") on=design/>
            {dynamic(move || (saved.get() == Some(true)).then(|| view! {
                <div class="field">
                    <p class="field__help">{said("For a meeting there is a document with the drawing, what was decided, what was found and every connection. It has this title and date.")}</p>
                    <div class="choice-row">
                        {PAPERS.iter().map(|(format, name)| view! {
                            <a class="btn btn--small" href=value(move || id.with_value(|id| routes::review(id, format, &choices.get()))) download="" rel="external"><Icon name="file-text"/>{said(name)}</a>
                        }).collect_view()}
                    </div>
                </div>
            }))}
        </div>
        <div class="dialog__foot">
            <button class="btn" on:click=move |_| desk.picturing.set(false)>{said("Close")}</button>
            {dynamic(move || (saved.get() == Some(true)).then(|| view! {
                <a class="btn btn--primary" href=value(file) download="" rel="external"><Icon name="download"/>{said("Download")}</a>
            }))}
        </div>
    }
}

#[component]
fn Choices(
    label: &'static str,
    options: Vec<(&'static str, &'static str)>,
    chosen: RwSignal<&'static str>,
) -> impl IntoView {
    view! {
        <fieldset class="field choices">
            <legend class="field__label">{label}</legend>
            <div class="choice-row">
                {options.into_iter().map(|(id, name)| view! {
                    <label class="choice"><input type="radio" name=label value=id prop:checked=value(move || chosen.get() == id) on:change=move |_| chosen.set(id)/>{name}</label>
                }).collect_view()}
            </div>
        </fieldset>
    }
}

/// A text that counts when it is finished, so that not every letter draws the picture anew.
#[component]
fn Text(label: &'static str, text: RwSignal<String>, most: u32) -> impl IntoView {
    view! {
        <label class="field">
            <span class="field__label">{label}</span>
            <input class="field__control" type="text" autocomplete="off" maxlength=most prop:value=value(move || text.get())
                on:change=move |event| text.set(event_target_value(&event))/>
        </label>
    }
}

#[component]
fn Tick(label: &'static str, on: RwSignal<bool>) -> impl IntoView {
    view! {
        <label class="row"><input type="checkbox" prop:checked=value(move || on.get()) on:change=move |event| on.set(event_target_checked(&event))/>{label}</label>
    }
}

fn encoded(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}
