//! Views of what has elements, found by their names. There are as many as fit on a screen or two, in
//! order: a list with their names beside it is all they need, and little code for each kind.

/// Views by the text of their id, in order.
#[derive(Clone)]
pub(super) struct Live<V> {
    ids: Vec<String>,
    views: Vec<V>,
}

impl<V> Default for Live<V> {
    fn default() -> Self {
        Self { ids: Vec::new(), views: Vec::new() }
    }
}

impl<V: Clone> Live<V> {
    pub(super) fn get(&self, id: &str) -> Option<&V> {
        self.views.get(place(&self.ids, id)?)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &V)> {
        self.ids.iter().map(String::as_str).zip(&self.views)
    }

    /// There is a view of each of these from now on, and of nothing else. What `make` cannot make is
    /// left out.
    pub(super) fn keep(&mut self, ids: &[String], make: &dyn Fn(&str) -> Option<V>) {
        let mut now = Self::default();
        for id in ids {
            if let Some(view) = self.get(id).cloned().or_else(|| make(id)) {
                now.ids.push(id.clone());
                now.views.push(view);
            }
        }
        *self = now;
    }
}

fn place(ids: &[String], id: &str) -> Option<usize> {
    ids.binary_search_by(|known| known.as_str().cmp(id)).ok()
}
