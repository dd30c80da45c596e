//! The worker: it answers what the page asks.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};
use worker::{Answer, Checker, pack, unpack};

fn main() {
    console_error_panic_hook::set_once();
    let page: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let mut checker = Checker::default();
    let asked = {
        let page = page.clone();
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let question = unpack(&Uint8Array::new(&event.data()).to_vec());
            let answer = question.map_or(Answer::Lost, |question| checker.answer(question));
            say(&page, &answer);
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
