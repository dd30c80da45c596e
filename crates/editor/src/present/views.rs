//! Views as they are kept: what is seen now becomes a step of the presentation.

use drawing::geometry::{Rect, between};
use messages::say;
use topology::{Area, Change, Limits, NodeId, View, ViewId};

use crate::editor::Editor;
use crate::effect::Effect;
use crate::kernels::whole::{holds, whole};

impl Editor {
    /// What is in the pane becomes a view behind the others; what is selected is lit in it.
    pub fn save_view(&mut self) -> Vec<Effect> {
        let most = Limits::DOCUMENT.views;
        if self.design().views().len() >= most {
            return vec![Effect::Refused(say!("A design holds at most {most} views.", most))];
        }
        let step = self.design().views().last().map_or(1, |last| last.step.saturating_add(1));
        let names = |n: &usize| self.design().views().all(|view| view.name != format!("View {n}"));
        let number = (self.design().views().len() + 1..).find(names).unwrap_or_default();
        let view = View {
            id: self.design().free_view_id(),
            step,
            name: format!("View {number}"),
            area: self.seen(),
            lit: self.lit(),
            notes: String::new(),
        };
        let said = say!("{name} saved", name = &view.name);
        let mut effects = self.apply(Change::save_view(self.design(), view));
        effects.push(Effect::Announce(said));
        effects
    }

    /// A view shows what is seen now from now on; its name and notes stay.
    pub fn update_view(&mut self, id: &ViewId) -> Vec<Effect> {
        let Some(view) = self.design().view(id).cloned() else { return Vec::new() };
        let said = say!("{name} shows what is seen now", name = &view.name);
        let view = View { area: self.seen(), lit: self.lit(), ..view };
        let mut effects = self.apply(Change::save_view(self.design(), view));
        effects.push(Effect::Announce(said));
        effects
    }

    /// Looks at a view, without presenting it.
    pub fn look_at_view(&mut self, id: &ViewId) -> Vec<Effect> {
        let Some(view) = self.design().view(id) else { return Vec::new() };
        match view.area {
            Some(Area { x, y, width, height }) => {
                let [x, y, w, h] = [x, y, width, height].map(f64::from);
                let looked = self.viewport().fitted_within(Rect::new(x, y, w, h), 0.0, 4.0);
                self.view(looked)
            }
            None => self.fit(),
        }
    }

    /// The part of the drawing in the pane; nothing where all of it is: that stays so when it grows.
    fn seen(&self) -> Option<Area> {
        let visible = self.viewport().visible();
        if whole(self.shown()).is_none_or(|whole| holds(&visible, &whole)) {
            return None;
        }
        let most = f64::from(Limits::DOCUMENT.coordinate);
        let (left, top) = (within(visible.x, most), within(visible.y, most));
        let (right, bottom) = (within(visible.right(), most), within(visible.bottom(), most));
        let area = Area { x: left, y: top, width: right - left, height: bottom - top };
        (area.width > 0 && area.height > 0).then_some(area)
    }

    fn lit(&self) -> Vec<NodeId> {
        self.selection().nodes.iter().cloned().collect()
    }
}

#[expect(clippy::cast_possible_truncation, reason = "it is kept within the drawing's limits")]
fn within(value: f64, most: f64) -> i32 {
    between(value.round(), -most, most) as i32
}
