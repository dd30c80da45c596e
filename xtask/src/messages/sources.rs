//! The texts in the sources: what stands in `text!`, `say!`, `message!` and `said`, and what should.

use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::files;
use crate::shell::{Result, root};

/// Where people are spoken to.
const FOLDERS: [&str; 11] = [
    "app/src",
    "worker/src",
    "crates/backend/src",
    "crates/catalogue/src",
    "crates/drawing/src",
    "crates/editor/src",
    "crates/export/src",
    "crates/layout/src",
    "crates/rules/src",
    "crates/topology/src",
    "server/src",
];

/// Attributes that a person sees or hears.
const SPOKEN: [&str; 4] = ["title", "alt", "placeholder", "label"];

/// Every text with its file, in the order of files and lines.
pub fn messages() -> Result<Vec<(String, String)>> {
    let mut found = Vec::new();
    for (file, tokens) in parsed(&FOLDERS)? {
        collect(&tokens, &mut |text| found.push((text, file.clone())));
    }
    Ok(found)
}

/// Texts of views that are not messages: nobody could translate them.
pub fn unmarked() -> Result<Vec<String>> {
    let mut found = Vec::new();
    for (file, tokens) in parsed(&["app/src/client"])? {
        views(&tokens, &mut |text| {
            found.push(format!("{file}: `{text}` is in a view and not said: write said(\"…\")"));
        });
    }
    Ok(found)
}

/// The files below these folders that are not tests, as tokens without the modules of tests.
fn parsed(folders: &[&str]) -> Result<Vec<(String, Vec<TokenTree>)>> {
    let mut parsed = Vec::new();
    for folder in folders {
        for file in files::below(&root().join(folder))? {
            let tests = file.file_stem().is_some_and(|stem| stem == "tests" || stem == "testing");
            if file.extension().is_some_and(|extension| extension == "rs") && !tests {
                parsed.push((files::name(&file), tokens(&file)?));
            }
        }
    }
    Ok(parsed)
}

fn tokens(file: &Path) -> Result<Vec<TokenTree>> {
    let text = files::read(file)?;
    let stream: TokenStream =
        text.parse().map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(without_tests(stream))
}

/// Leaves out what follows a `#[cfg(test)]`, up to its closing brace or semicolon.
fn without_tests(stream: TokenStream) -> Vec<TokenTree> {
    let (mut kept, mut skips): (Vec<TokenTree>, bool) = (Vec::new(), false);
    for token in stream {
        let ends = match &token {
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            TokenTree::Punct(mark) => mark.as_char() == ';',
            _ => false,
        };
        if skips {
            skips = !ends;
        } else if matches!(&token, TokenTree::Group(group) if is_test(&group.stream().to_string()))
        {
            skips = true;
        } else {
            kept.push(token);
        }
    }
    kept
}

fn is_test(attribute: &str) -> bool {
    attribute.replace(' ', "") == "cfg(test)"
}

/// Hands every text of these tokens to `each`.
fn collect(tokens: &[TokenTree], each: &mut impl FnMut(String)) {
    for (at, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        let inside: Vec<TokenTree> = group.stream().into_iter().collect();
        if speaks(&tokens[..at])
            && let Some(text) = inside.first().and_then(text_of)
        {
            each(text);
        }
        collect(&inside, each);
    }
}

/// Whether what stands before a group says its first text.
fn speaks(before: &[TokenTree]) -> bool {
    match before {
        [.., TokenTree::Ident(name), TokenTree::Punct(mark)] if mark.as_char() == '!' => {
            name == "text" || name == "say" || name == "message"
        }
        [.., TokenTree::Ident(name)] => name == "said",
        _ => false,
    }
}

/// Hands what stands bare between the tags of a view, or as an attribute that is spoken, to `each`.
fn views(tokens: &[TokenTree], each: &mut impl FnMut(String)) {
    for (at, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        let inside: Vec<TokenTree> = group.stream().into_iter().collect();
        if let [.., TokenTree::Ident(name), TokenTree::Punct(_)] = &tokens[..at]
            && name == "view"
        {
            bare(&inside, each);
        }
        views(&inside, each);
    }
}

fn bare(tokens: &[TokenTree], each: &mut impl FnMut(String)) {
    for (at, token) in tokens.iter().enumerate() {
        let Some(text) = text_of(token) else { continue };
        let spoken = match &tokens[..at] {
            [.., TokenTree::Ident(name), TokenTree::Punct(equals)] if equals.as_char() == '=' => {
                SPOKEN.iter().any(|spoken| name == spoken)
            }
            [.., TokenTree::Punct(mark)] => mark.as_char() == '>',
            [.., TokenTree::Group(_) | TokenTree::Literal(_)] => true,
            _ => false,
        };
        if spoken && text.chars().any(char::is_alphabetic) {
            each(text);
        }
    }
}

fn text_of(token: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = token else { return None };
    Some(syn::parse_str::<syn::LitStr>(&literal.to_string()).ok()?.value())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Vec<TokenTree> {
        without_tests(source.parse().unwrap())
    }

    #[test]
    fn texts_are_found_where_they_are_said() {
        let source = r#"
            const TITLE: &str = message!("Undo");
            fn a() { view! { <p title=said("One \"and\" two")>{say!("{n} nodes", n)}</p> } }
            fn b() { said(other); format!("no text"); said("Undo") }
            #[cfg(test)]
            mod tests { fn c() { said("not this") } }
        "#;
        let mut found = Vec::new();
        collect(&read(source), &mut |text| found.push(text));
        assert_eq!(found, ["Undo", "One \"and\" two", "{n} nodes", "Undo"]);
    }

    #[test]
    fn what_a_view_says_without_a_message_is_found() {
        let source = r#"fn a() {
            view! {
                <p class="quiet" title="Hover">"Bare" {said("Said")} "after"</p>
                <b aria-label="Heard" data-x="no">{count} " × " {f("argument")}</b>
            }
        }"#;
        let mut found = Vec::new();
        views(&read(source), &mut |text| found.push(text));
        assert_eq!(found, ["Hover", "Bare", "after", "Heard"]);
    }
}
