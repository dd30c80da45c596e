//! The worker: it answers what the page asks.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};
use worker::{Answer, Checker, pack, unpack};

/// When the worker begins to practise, in milliseconds after its first check: the page is being drawn until then.
const START: i32 = 1_000;
/// From one practice to the next, in milliseconds: a question is answered in between.
const REST: i32 = 100;

fn main() {
    console_error_panic_hook::set_once();
    let page: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let checker = Rc::new(RefCell::new(Checker::default()));
    let practice = {
        let checker = checker.clone();
        Closure::<dyn FnMut()>::new(move || checker.borrow().practise())
    };
    let asked = {
        let page = page.clone();
        let mut practised = false;
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let question = unpack(&Uint8Array::new(&event.data()).to_vec());
            let answer =
                question.map_or(Answer::Lost, |question| checker.borrow_mut().answer(question));
            say(&page, &answer);
            if !practised && matches!(answer, Answer::Checked { .. }) {
                let turns = checker.borrow().turns_of_practice();
                practised = turns > 0;
                for turn in 1..=turns {
                    // Without it the first edits are checked less quickly, and that is all.
                    let _ = page.set_timeout_with_callback_and_timeout_and_arguments_0(
                        practice.as_ref().unchecked_ref(),
                        START + i32::from(turn) * REST,
                    );
                }
            }
        })
    };
    page.set_onmessage(Some(asked.as_ref().unchecked_ref()));
    // It listens as long as the worker lives.
    asked.forget();
    // What was said before there was someone who listens would be lost, so the page waits for this.
    say(&page, &Answer::Ready);
}

fn say(page: &DedicatedWorkerGlobalScope, answer: &Answer) {
    let bytes = Uint8Array::from(pack(answer).as_slice());
    // It can only fail for what cannot be copied, and bytes can.
    let _ = page.post_message(&bytes);
}
