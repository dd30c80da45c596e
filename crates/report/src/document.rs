//! The model: what both writers write.

/// The whole document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    pub title: String,
    /// Product, version and environment.
    pub about: String,
    /// Which state of the design this is, and of which day: it stands on every page.
    pub state: String,
    /// What is said of the whole, on the first page.
    pub facts: Vec<Fact>,
    pub counts: Vec<Count>,
    pub sections: Vec<Section>,
    /// The hash of the bundle.
    pub bundle: String,
}

/// One thing that is said of the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    pub label: &'static str,
    pub value: Piece,
}

/// A number that is seen first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    pub number: usize,
    pub label: &'static str,
    pub tone: Tone,
}

/// A part of the document with a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Names it in addresses.
    pub id: &'static str,
    pub title: &'static str,
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    Heading(String),
    /// One paragraph, of as many lines as were typed.
    Text(Piece),
    Table(Table),
    /// The drawing.
    Picture,
}

/// Rows below a head. A table is never without rows: a paragraph says that there are none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What it lists, for those who do not see it.
    pub label: &'static str,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    pub title: &'static str,
    /// How much of the width it takes, beside the others.
    pub share: u16,
}

/// Pieces of text, one below the other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell(pub Vec<Piece>);

/// A text in one look. Its line breaks are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub tone: Tone,
}

/// What a text is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Strong,
    Quiet,
    /// Names and values that are read by machines.
    Code,
    QuietCode,
    Error,
    Warning,
    Info,
    Good,
}

impl Piece {
    pub(crate) fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self { text: text.into(), tone }
    }
}

impl Cell {
    /// A cell that begins with this; nothing where the text is empty.
    pub(crate) fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self::default().under(tone, text)
    }

    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self::new(Tone::Plain, text)
    }

    /// The same with more below; nothing more where the text is empty.
    pub(crate) fn under(mut self, tone: Tone, text: impl Into<String>) -> Self {
        let piece = Piece::new(tone, text);
        if !piece.text.is_empty() {
            self.0.push(piece);
        }
        self
    }
}

impl Table {
    pub(crate) fn new(label: &'static str, columns: &[(&'static str, u16)]) -> Self {
        let columns = columns.iter().map(|(title, share)| Column { title, share: *share });
        Self { label, columns: columns.collect(), rows: Vec::new() }
    }
}

impl Section {
    pub(crate) fn new(id: &'static str, title: &'static str) -> Self {
        Self { id, title, blocks: Vec::new() }
    }

    pub(crate) fn heading(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Heading(text.into()));
    }

    pub(crate) fn text(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Text(Piece::new(Tone::Plain, text)));
    }

    pub(crate) fn quiet(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Text(Piece::new(Tone::Quiet, text)));
    }

    /// The table, or what is said where it has no row.
    pub(crate) fn table(&mut self, table: Table, without: &str) {
        if table.rows.is_empty() {
            self.quiet(without);
        } else {
            self.blocks.push(Block::Table(table));
        }
    }
}
