//! An editor with hands, for tests: it says what a person does and looks at what came of it.

use topology::{Catalogue, Design, NodeId, Point};

use crate::commands::{self};
use crate::editor::Editor;
use crate::effect::Effect;
use crate::input::{Button, Input, Modifiers, Spot};
use crate::quick_add::QuickAdd;

/// An editor and everything it asked of its shell.
#[derive(Debug)]
pub struct TestEditor<'c> {
    pub editor: Editor,
    pub effects: Vec<Effect>,
    catalogue: &'c Catalogue,
}

impl<'c> TestEditor<'c> {
    #[must_use]
    pub fn new(design: Design, catalogue: &'c Catalogue) -> Self {
        Self { editor: Editor::new(design), effects: Vec::new(), catalogue }
    }

    pub fn input(&mut self, input: &Input) -> &mut Self {
        let effects = self.editor.handle(input, self.catalogue);
        self.effects.extend(effects);
        self
    }

    pub fn down(&mut self, x: f64, y: f64) -> &mut Self {
        self.down_with(x, y, Button::Primary, Modifiers::default())
    }

    pub fn down_with(&mut self, x: f64, y: f64, button: Button, modifiers: Modifiers) -> &mut Self {
        self.input(&Input::Down { at: Spot::new(x, y), button, modifiers })
    }

    pub fn to(&mut self, x: f64, y: f64) -> &mut Self {
        self.to_with(x, y, Modifiers::default())
    }

    pub fn to_with(&mut self, x: f64, y: f64, modifiers: Modifiers) -> &mut Self {
        self.input(&Input::Move { at: Spot::new(x, y), modifiers })
    }

    pub fn up(&mut self, x: f64, y: f64) -> &mut Self {
        self.input(&Input::Up { at: Spot::new(x, y), modifiers: Modifiers::default() })
    }

    pub fn click(&mut self, x: f64, y: f64) -> &mut Self {
        self.down(x, y).up(x, y)
    }

    pub fn click_with(&mut self, x: f64, y: f64, modifiers: Modifiers) -> &mut Self {
        self.down_with(x, y, Button::Primary, modifiers).up(x, y)
    }

    pub fn drag(&mut self, from: (f64, f64), to: (f64, f64)) -> &mut Self {
        let (x, y) = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1));
        self.down(from.0, from.1).to(x, y).to(to.0, to.1).up(to.0, to.1)
    }

    /// Runs a command by its id.
    ///
    /// # Panics
    /// When there is no such command.
    pub fn run(&mut self, id: &str) -> &mut Self {
        let command = commands::command(id).unwrap_or_else(|| unreachable!("no command {id}"));
        let effects = command.run(&mut self.editor, self.catalogue);
        self.effects.extend(effects);
        self
    }

    /// A key for a state that takes keys.
    pub fn key(&mut self, key: &str) -> &mut Self {
        self.input(&Input::Key { key: key.to_owned() })
    }

    /// Everything that was said to those who do not see the drawing, the last one last.
    #[must_use]
    pub fn said(&self) -> Vec<&str> {
        let said = self.effects.iter().filter_map(|effect| match effect {
            Effect::Announce(text) | Effect::Refused(text) => Some(text.as_str()),
            _ => None,
        });
        said.collect()
    }

    /// The last question for a role.
    #[must_use]
    pub fn asked(&self) -> Option<QuickAdd> {
        self.effects.iter().rev().find_map(|effect| match effect {
            Effect::QuickAdd(question) => Some(question.clone()),
            _ => None,
        })
    }

    /// How many changes of the design there were.
    #[must_use]
    pub fn changes(&self) -> usize {
        self.effects.iter().filter(|effect| matches!(effect, Effect::Changed(_))).count()
    }

    /// The ids of the selected nodes, with blanks between them.
    #[must_use]
    pub fn selected(&self) -> String {
        let ids: Vec<&str> = self.editor.selection().nodes.iter().map(NodeId::as_str).collect();
        ids.join(" ")
    }

    /// Where a node lies.
    ///
    /// # Panics
    /// When the text is no node id.
    #[must_use]
    pub fn place(&self, id: &str) -> (i32, i32) {
        let id = NodeId::new(id).unwrap_or_else(|error| unreachable!("{error}"));
        let Point { x, y } = self.editor.position(&id);
        (x, y)
    }

    /// Links as `from kind to`, sorted by id.
    #[must_use]
    pub fn links(&self) -> Vec<String> {
        let links = self.editor.design().links();
        links.map(|link| format!("{} {} {}", link.from, link.kind, link.to)).collect()
    }
}
