//! `docs/safety-tests.md` names tests: each is where it says, and each number of the plan has a row.

use std::collections::BTreeSet;

use crate::files;
use crate::shell::{Result, root};

const PAGE: &str = "docs/safety-tests.md";

/// How many rows of each letter there are.
const ROWS: [(char, usize); 2] = [('S', 16), ('F', 13)];

/// `` `path::name` ``, as the page writes a test: where it is, and what it is called.
fn tests(page: &str) -> Vec<(&str, &str)> {
    let words = page.split('`').skip(1).step_by(2);
    words
        .filter_map(|word| {
            let kinds = [".rs::", ".ts::"];
            let at = kinds.iter().find_map(|kind| word.find(kind))?;
            Some((&word[..at + 3], &word[at + 5..]))
        })
        .collect()
}

fn numbers(page: &str) -> BTreeSet<&str> {
    // What is done by hand is done besides.
    let tables = page.split("## By hand").next().unwrap_or_default();
    let rows = tables.lines().filter_map(|line| line.strip_prefix("| "));
    rows.filter_map(|row| row.split(' ').next()).collect()
}

pub fn check() -> Result<Vec<String>> {
    let page = files::read(&root().join(PAGE))?;
    let mut wrong = Vec::new();
    let numbers = numbers(&page);
    for (letter, count) in ROWS {
        for number in 1..=count {
            let row = format!("{letter}{number}");
            if !numbers.contains(row.as_str()) {
                wrong.push(format!("{PAGE} has no row {row}"));
            }
        }
    }
    for (path, name) in tests(&page) {
        let file = root().join(path);
        let there = file.is_file() && is_there(&files::read(&file)?, path, name);
        if !there {
            wrong.push(format!("{PAGE} names {name}, which is not in {path}"));
        }
    }
    Ok(wrong)
}

fn is_there(source: &str, path: &str, name: &str) -> bool {
    if path.ends_with(".ts") {
        return source.contains(&format!("test('{name}'"));
    }
    source.contains(&format!("fn {name}("))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_found_where_the_page_names_them() {
        let page = "| S1 | a | `a/b.rs::it_holds`, `c.spec.ts::it holds, too` and `other` |";
        assert_eq!(tests(page), [("a/b.rs", "it_holds"), ("c.spec.ts", "it holds, too")]);
        assert!(numbers(page).contains("S1"));
        assert!(is_there("fn it_holds() {}", "a/b.rs", "it_holds"));
        assert!(!is_there("fn it_holds_not() {}", "a/b.rs", "it_holds"));
        assert!(is_there("test('it holds', async", "c.spec.ts", "it holds"));
    }
}
