//! A line to the server on which both speak at any time.

use js_sys::{ArrayBuffer, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{BinaryType, MessageEvent, WebSocket};

/// Open as long as this value lives.
pub(crate) struct Line {
    socket: WebSocket,
    _heard: Closure<dyn FnMut(MessageEvent)>,
    _gone: Closure<dyn FnMut()>,
}

impl Line {
    /// Opens one to a path of this server. `heard` gets what comes, `gone` is told when it breaks or does not open.
    pub(crate) fn open(
        path: &str,
        heard: impl Fn(&[u8]) + 'static,
        gone: impl Fn() + 'static,
    ) -> Option<Self> {
        let place = window().location();
        let scheme = if place.protocol().ok()? == "https:" { "wss://" } else { "ws://" };
        let address = [scheme, &place.host().ok()?, path].concat();
        let socket = WebSocket::new(&address).ok()?;
        socket.set_binary_type(BinaryType::Arraybuffer);
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Ok(bytes) = event.data().dyn_into::<ArrayBuffer>() {
                heard(&Uint8Array::new(&bytes).to_vec());
            }
        });
        let gone = Closure::<dyn FnMut()>::new(gone);
        socket.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        socket.set_onclose(Some(gone.as_ref().unchecked_ref()));
        Some(Self { socket, _heard: heard, _gone: gone })
    }

    /// Says something; false while it is not open.
    pub(crate) fn send(&self, bytes: &[u8]) -> bool {
        self.socket.ready_state() == WebSocket::OPEN
            && self.socket.send_with_u8_array(bytes).is_ok()
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        // What closes it here is not told of it.
        self.socket.set_onmessage(None);
        self.socket.set_onclose(None);
        let _ = self.socket.close();
    }
}
