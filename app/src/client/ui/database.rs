//! The browser's own database, as far as a journal needs it: texts as keys, bytes under them, written so that they survive
//! the loss of power. Everything is called by name, for the bindings would weigh more than what is done with them.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::browser::call;
use super::task::later;

const STORE: &str = "entries";
/// A database that says nothing for so long, in milliseconds, is none.
const PATIENCE: u32 = 5_000;

/// What a database refuses says why in words of the browser, which nobody reads here.
type Answer<T> = Result<T, JsValue>;

/// An open database.
pub(crate) struct Database {
    database: JsValue,
    is_gone: Rc<Cell<bool>>,
    _ends: Closure<dyn FnMut()>,
}

impl Database {
    pub(crate) async fn open(name: &str) -> Answer<Self> {
        let all = Reflect::get(&leptos::prelude::window(), &"indexedDB".into())?;
        let request = call(&all, "open", &[name.into(), 1.into()])?;
        let new = request.clone();
        let make = Closure::<dyn FnMut()>::new(move || {
            let made = Reflect::get(&new, &"result".into());
            let _ = made.and_then(|made| call(&made, "createObjectStore", &[STORE.into()]));
        });
        Reflect::set(&request, &"onupgradeneeded".into(), make.as_ref())?;
        let database = answer(&request).await?;
        let is_gone = Rc::new(Cell::new(false));
        let (closing, gone) = (database.clone(), Rc::clone(&is_gone));
        // Somebody clears it, or a newer page wants to change it.
        let ends = Closure::<dyn FnMut()>::new(move || {
            gone.set(true);
            let _ = call(&closing, "close", &[]);
        });
        Reflect::set(&database, &"onversionchange".into(), ends.as_ref())?;
        Reflect::set(&database, &"onclose".into(), ends.as_ref())?;
        Ok(Self { database, is_gone, _ends: ends })
    }

    /// What was in it may be there no more.
    pub(crate) fn is_gone(&self) -> bool {
        self.is_gone.get()
    }

    /// What is done from here to [`Step::done`] is done as a whole or not at all. Between the two nothing else may be
    /// waited for.
    pub(crate) fn step(&self) -> Answer<Step> {
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into())?;
        let step = call(
            &self.database,
            "transaction",
            &[STORE.into(), "readwrite".into(), options.into()],
        )?;
        let store = call(&step, "objectStore", &[STORE.into()])?;
        Ok(Step { step, store })
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let _ = call(&self.database, "close", &[]);
    }
}

/// What is done as a whole or not at all.
pub(crate) struct Step {
    step: JsValue,
    store: JsValue,
}

impl Step {
    pub(crate) fn put(&self, key: &str, bytes: &[u8]) -> Answer<()> {
        call(&self.store, "put", &[Uint8Array::from(bytes).into(), key.into()]).map(drop)
    }

    pub(crate) fn remove(&self, key: &str) -> Answer<()> {
        call(&self.store, "delete", &[key.into()]).map(drop)
    }

    /// Removes all from one key on, up to another, which stays.
    pub(crate) fn remove_range(&self, from: &str, to: &str) -> Answer<()> {
        call(&self.store, "delete", &[range(from, to)?]).map(drop)
    }

    /// All from one key on, up to another, in the order of their keys.
    pub(crate) async fn all(&self, from: &str, to: &str) -> Answer<Vec<(String, Vec<u8>)>> {
        let range = range(from, to)?;
        let keys = answer(&call(&self.store, "getAllKeys", std::slice::from_ref(&range))?).await?;
        let values = answer(&call(&self.store, "getAll", &[range])?).await?;
        let (keys, values) = (keys.dyn_into::<Array>()?, values.dyn_into::<Array>()?);
        let text = |key: JsValue| key.as_string().unwrap_or_default();
        let bytes = |value: JsValue| Uint8Array::new(&value).to_vec();
        Ok(keys.iter().map(text).zip(values.iter().map(bytes)).collect())
    }

    /// Waits until it is written.
    pub(crate) async fn done(self) -> Answer<()> {
        // A browser that does not know it does it by itself a little later.
        let _ = call(&self.step, "commit", &[]);
        happens(&self.step, "oncomplete", &["onabort", "onerror"]).await
    }

    /// Nothing of it is done.
    pub(crate) fn give_up(&self) {
        let _ = call(&self.step, "abort", &[]);
    }
}

fn range(from: &str, to: &str) -> Answer<JsValue> {
    let ranges = Reflect::get(&leptos::prelude::window(), &"IDBKeyRange".into())?;
    call(&ranges, "bound", &[from.into(), to.into(), false.into(), true.into()])
}

async fn answer(request: &JsValue) -> Answer<JsValue> {
    happens(request, "onsuccess", &["onerror", "onblocked"]).await?;
    Reflect::get(request, &"result".into())
}

/// Waits for the one event or for one of the others, which are errors.
async fn happens(to: &JsValue, good: &str, bad: &[&str]) -> Answer<()> {
    let mut patience = None;
    let promise = Promise::new(&mut |done, failed| {
        // It can only fail for what is no object.
        let _ = Reflect::set(to, &good.into(), &done);
        for name in bad {
            let _ = Reflect::set(to, &(*name).into(), &failed);
        }
        patience = Some(later(PATIENCE, move || drop(failed.call0(&JsValue::NULL))));
    });
    let happened = JsFuture::from(promise).await;
    drop(patience);
    happened.map(drop)
}
