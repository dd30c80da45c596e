//! The kinds of files a drawing comes as.

/// A kind of file. Its extension names it everywhere: in addresses, on the command line, in a file's
/// name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Svg,
    Png,
    Pdf,
    Mermaid,
    Drawio,
}

impl Format {
    pub const ALL: [Self; 5] = [Self::Svg, Self::Png, Self::Pdf, Self::Mermaid, Self::Drawio];

    /// The format with this extension.
    #[must_use]
    pub fn of(extension: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.extension() == extension)
    }

    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
            Self::Mermaid => "mmd",
            Self::Drawio => "drawio",
        }
    }

    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Svg => "image/svg+xml",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
            Self::Mermaid => "text/vnd.mermaid; charset=utf-8",
            Self::Drawio => "application/vnd.jgraph.mxfile",
        }
    }
}
