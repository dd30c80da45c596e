//! The colours of the picture: the light theme, so that it prints.

use topology::catalogue::{Category, Family};

/// A role family's hue: the tile behind the icon, and the icon.
pub(crate) fn family(family: Family) -> (&'static str, &'static str) {
    match family {
        Family::Edge => ("#e6effc", "#1d5fbf"),
        Family::Control => ("#efe9fb", "#6a3fc0"),
        Family::Traffic => ("#fdeedd", "#a8570a"),
        Family::Identity => ("#e2f4ec", "#0f7550"),
        Family::Data => ("#e3f2f6", "#146a80"),
        Family::Storage => ("#f1eee6", "#74633a"),
        Family::Analytics => ("#fbe7f1", "#b02a72"),
        Family::Outside => ("#edeff2", "#566072"),
    }
}

pub(crate) fn category(category: Category) -> &'static str {
    match category {
        Category::Client => "#1d5fbf",
        Category::Management => "#6a3fc0",
        Category::Events => "#a8570a",
        Category::Data => "#146a80",
        Category::Storage => "#74633a",
    }
}

pub(crate) const CATEGORIES: [(Category, &str); 5] = [
    (Category::Client, "Client traffic"),
    (Category::Management, "Management"),
    (Category::Events, "Events"),
    (Category::Data, "Data"),
    (Category::Storage, "Storage"),
];

/// The first two letters of a role's words: `Key Manager` is `KM`, `Gateway` is `GA`.
pub(crate) fn monogram(name: &str) -> String {
    let mut words = name.split([' ', '-']).filter(|word| !word.is_empty());
    let (first, second) = (words.next().unwrap_or("?"), words.next());
    let letters: String = match second {
        Some(second) => first.chars().take(1).chain(second.chars().take(1)).collect(),
        None => first.chars().take(2).collect(),
    };
    letters.to_uppercase()
}
