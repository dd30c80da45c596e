//! How numbers and lists are said.

/// The most names in one cell: a row that fills a page is not read.
const MOST_NAMES: usize = 12;

/// `1 node`, `3 nodes`.
pub(crate) fn count(number: usize, one: &str, several: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { several })
}

/// A number with commas between its thousands.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Names one after another; of very many the first, and how many more there are.
pub(crate) fn listed(names: &[String]) -> String {
    let shown = names.iter().take(MOST_NAMES).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(MOST_NAMES) {
        0 => shown,
        more => format!("{shown}, and {} more", grouped(more)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_lists_are_read_at_once() {
        assert_eq!(count(1, "node", "nodes"), "1 node");
        assert_eq!(count(0, "node", "nodes"), "0 nodes");
        assert_eq!(count(12_345_678, "node", "nodes"), "12,345,678 nodes");
        let names = |many: usize| (1..=many).map(|n| format!("n{n}")).collect::<Vec<_>>();
        assert_eq!(listed(&names(2)), "n1, n2");
        assert!(listed(&names(1_012)).ends_with("n12, and 1,000 more"));
        assert!(listed(&names(12)).ends_with(", n12"));
    }
}
