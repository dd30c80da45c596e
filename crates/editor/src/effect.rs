//! What the editor asks of the shell.

use topology::{Change, NodeId};

use crate::list::List;
use crate::menu::Menu;
use crate::quick_add::QuickAdd;
use crate::tools::LinkChoice;

/// One thing to do or to draw again.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// These nodes are drawn somewhere else now.
    Moved(Vec<NodeId>),
    /// The design changed: draw it, check it, save it.
    Changed(Change),
    Viewport,
    Selection,
    /// The marquee, the wire or the ghost changed.
    Overlay,
    /// The tool or what it is doing changed: the cursor is another.
    Mode,
    /// Two nodes may be linked in several ways: ask which.
    Choose(LinkChoice),
    /// Which role shall a new node have?
    QuickAdd(QuickAdd),
    /// A question with a list of answers, see [`List`].
    Pick(List),
    /// What can be done with what lies here?
    Menu(Menu),
    /// One walked to this node: say what there is to say of it.
    Walked(NodeId),
    /// A sentence for people who do not see the drawing.
    Announce(String),
    /// An action that was refused, and why.
    Refused(String),
    /// Presenting began, went on or ended; it may be on its way to a slide.
    Show,
    /// A command of what stands around the canvas.
    Ask(Ask),
}

/// What a command asks of the page around the canvas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    Export,
    Picture,
    LayOut,
    NextFinding,
    PreviousFinding,
    ShowFindings,
    ShowFiles,
    ShowWhatIf,
    ShowViews,
    /// A name for the design as it is now.
    MakeVersion,
    Present,
    PreviewFix,
    ShowCommands,
    ShowKeys,
    Find,
    /// The form of what is selected, or its name.
    Properties,
    Rename,
    /// The selected nodes go to the clipboard, or come from there.
    Copy,
    Cut,
    Paste,
    /// The next part of the page, or the one before.
    NextPart,
    PreviousPart,
    /// The tree of everything, and the focus in it.
    ShowOutline,
}
