//! A file that grows line by line, some of them with where they came from.

use crate::file::{Language, Line, Origin, RenderedFile};

/// Lines of a file of settings.
#[derive(Default)]
pub(crate) struct Sheet {
    lines: Vec<Line>,
    origins: Vec<Origin>,
}

impl Sheet {
    pub(crate) fn line(&mut self, text: impl Into<String>) {
        self.lines.push(Line { text: text.into(), origin: None });
    }

    /// Several lines that belong together.
    pub(crate) fn lines(&mut self, text: &str) {
        for line in text.lines() {
            self.line(line);
        }
    }

    pub(crate) fn traced(&mut self, text: impl Into<String>, origin: Origin) {
        let index = u32::try_from(self.origins.len()).ok();
        self.origins.push(origin);
        self.lines.push(Line { text: text.into(), origin: index });
    }

    pub(crate) fn finish(self, path: &str) -> RenderedFile {
        RenderedFile {
            path: path.to_owned(),
            language: Language::Text,
            lines: self.lines,
            origins: self.origins,
            executable: false,
        }
    }
}
