//! How a message is written. `cargo xtask messages` finds every text by the names of these macros, and by
//! calls of `said` with a literal.

/// A [`Text`](crate::Text): `text!("{node} has no {what}.", node = node.name, what)`.
///
/// The values stand in the order in which the text names them, each once; the compiler sees to that. A
/// value is whatever a text can be made of: a name, a number, another text.
#[macro_export]
macro_rules! text {
    ($template:literal) => {
        $crate::Text::message($template, ::std::vec::Vec::new())
    };
    ($template:literal, $($name:ident $(= $value:expr)?),+ $(,)?) => {{
        const {
            assert!(
                $crate::fits($template, &[$(stringify!($name)),+]),
                "the values are named in another order than in the text, or not all of them"
            );
        }
        $crate::Text::message(
            $template,
            ::std::vec![$($crate::Text::from($crate::value!($name $(= $value)?))),+],
        )
    }};
}

/// The same as a `String`, in the language of this process.
#[macro_export]
macro_rules! say {
    ($($message:tt)+) => {
        ::std::string::ToString::to_string(&$crate::text!($($message)+))
    };
}

/// Marks a text that is said later, with [`said`](crate::said): `const TITLE: &str = message!("Undo")`.
#[macro_export]
macro_rules! message {
    ($text:literal) => {
        $text
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! value {
    ($name:ident = $value:expr) => {
        $value
    };
    ($name:ident) => {
        $name
    };
}
