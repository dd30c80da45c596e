//! The painter beside the page: thousands of lines take longer than a picture may.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Float32Array};
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Event, ImageBitmap, MessageEvent, Worker};

use super::ink::Ink;
use super::palette::Palette;
use crate::client::theme::Theme;
use crate::client::ui::browser::client_file;

const SCRIPT: &str = "painter.js";

/// What it paints, each for itself: one picture of each is under way at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Surface {
    /// The drawing from afar.
    Drawing,
    /// The map of the whole.
    Map,
}

/// Hears of the picture; of none when the painter has gone.
type Done = Box<dyn FnOnce(Option<&ImageBitmap>)>;

pub(super) struct Painter {
    worker: RefCell<Beside>,
    /// Who waits for a picture, by surface.
    waiting: RefCell<[Option<Done>; 2]>,
    listeners: RefCell<Option<Listeners>>,
    pub(super) palette: Palette,
}

/// The worker. Most drawings are never seen from so far that it is needed.
#[derive(Default)]
enum Beside {
    #[default]
    NotYet,
    There(Worker),
    Gone,
}

/// What hears of pictures, and of a painter that has failed.
type Listeners = (Closure<dyn FnMut(MessageEvent)>, Closure<dyn FnMut(Event)>);

/// The painter of this page, which stops with it.
pub(super) fn provide_painter() {
    let painter = StoredValue::new_local(Painter::new(expect_context()));
    provide_context(painter);
    on_cleanup(move || {
        if let Some(painter) = painter.try_get_value() {
            painter.stop();
        }
    });
}

pub(super) fn painter() -> Rc<Painter> {
    expect_context::<StoredValue<Rc<Painter>, LocalStorage>>().get_value()
}

impl Painter {
    fn new(theme: Theme) -> Rc<Self> {
        let painter = Rc::new(Self {
            worker: RefCell::default(),
            waiting: RefCell::default(),
            listeners: RefCell::default(),
            palette: Palette::new(theme),
        });
        let weak = Rc::downgrade(&painter);
        let painted = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let Some(painter) = weak.upgrade() else { return };
            let told = Array::from(&event.data());
            let surface =
                if told.get(0).as_f64() == Some(0.0) { Surface::Drawing } else { Surface::Map };
            let picture = told.get(1).dyn_into::<ImageBitmap>().ok();
            let done = painter.waiting.borrow_mut()[surface as usize].take();
            if let Some(done) = done {
                done(picture.as_ref());
            }
        });
        let weak = Rc::downgrade(&painter);
        // A browser without such surfaces, or a script that did not arrive: the page paints for itself.
        let failed = Closure::<dyn FnMut(Event)>::new(move |_| {
            let Some(painter) = weak.upgrade() else { return };
            painter.stop();
            let waiting = std::mem::take(&mut *painter.waiting.borrow_mut());
            for done in waiting.into_iter().flatten() {
                done(None);
            }
        });
        *painter.listeners.borrow_mut() = Some((painted, failed));
        painter
    }

    /// Starts it where nobody has.
    fn start(&self) {
        if !matches!(*self.worker.borrow(), Beside::NotYet) {
            return;
        }
        let worker = client_file(SCRIPT).and_then(|script| Worker::new(&script).ok());
        if let (Some(worker), Some((painted, failed))) = (&worker, &*self.listeners.borrow()) {
            worker.set_onmessage(Some(painted.as_ref().unchecked_ref()));
            worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        }
        *self.worker.borrow_mut() = worker.map_or(Beside::Gone, Beside::There);
    }

    fn stop(&self) {
        if let Beside::There(worker) = self.worker.replace(Beside::Gone) {
            worker.terminate();
        }
    }

    /// False when the page has to paint for itself.
    pub(super) fn is_there(&self) -> bool {
        self.start();
        matches!(*self.worker.borrow(), Beside::There(_))
    }

    /// Whether a picture of this surface is under way.
    pub(super) fn is_busy(&self, surface: Surface) -> bool {
        self.waiting.borrow()[surface as usize].is_some()
    }

    /// Has it painted, and tells `done` when that is so.
    pub(super) fn paint(
        &self,
        surface: Surface,
        ink: &Ink<'_>,
        done: impl FnOnce(Option<&ImageBitmap>) + 'static,
    ) {
        let (width, height, scale) = ink.size();
        let colours: Array = ink.colours.iter().map(|colour| JsValue::from_str(colour)).collect();
        let numbers = Float32Array::from(ink.numbers.as_slice());
        let moved = Array::of1(&numbers.buffer());
        let number = |number: f64| JsValue::from_f64(number);
        let told = [
            number(f64::from(surface as u8)),
            number(width.into()),
            number(height.into()),
            number(scale),
            colours.into(),
            numbers.into(),
        ];
        let told: Array = told.iter().collect();
        self.start();
        let sent = match &*self.worker.borrow() {
            Beside::There(worker) => worker.post_message_with_transfer(&told, &moved).is_ok(),
            Beside::NotYet | Beside::Gone => false,
        };
        if sent {
            self.waiting.borrow_mut()[surface as usize] = Some(Box::new(done));
        } else {
            done(None);
        }
    }
}
