//! Findings that a person has looked at and lets stand, with the reason why.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use crate::{Change, Design, Record, Target};

/// Lets one finding stand: what a rule says of one thing. It is part of the design, so that everyone
/// who opens it sees why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// The id of the rule.
    pub rule: String,
    /// What the rule speaks of. It may be gone: a waiver holds nothing in place.
    pub target: Target,
    pub reason: String,
    /// Who decided it, as they call themselves.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub author: String,
    /// The last day it holds, as `2027-03-31`; without one it holds until it is taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

impl Waiver {
    #[must_use]
    pub fn key(&self) -> WaiverKey {
        (self.rule.clone(), self.target.clone())
    }

    /// Whether it is filed under this key.
    #[must_use]
    pub fn is_of(&self, (rule, target): &WaiverKey) -> bool {
        self.rule == *rule && self.target == *target
    }

    /// Whether its last day is over. Who asks knows the day; nothing here reads a clock.
    #[must_use]
    pub fn is_over(&self, today: &str) -> bool {
        self.until.as_deref().is_some_and(|until| until < today)
    }
}

/// What waivers are filed under: a rule and what it speaks of.
pub type WaiverKey = (String, Target);

/// Puts a waiver in its place; what is filed under its key gives way to it.
pub(crate) fn file(waivers: &mut Vec<Waiver>, waiver: Waiver) {
    let key = waiver.key();
    waivers.retain(|other| !other.is_of(&key));
    let after = |other: &Waiver| (&other.rule, &other.target) > (&key.0, &key.1);
    let place = waivers.iter().position(after).unwrap_or(waivers.len());
    waivers.insert(place, waiver);
}

/// A day of the calendar, as `2027-03-31`: days compare as their texts do.
#[must_use]
pub fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let number = |from: usize, to: usize| {
        let digits = bytes.get(from..to)?;
        digits.iter().try_fold(0_u32, |sum, digit| {
            digit.is_ascii_digit().then(|| sum * 10 + u32::from(digit - b'0'))
        })
    };
    let (Some(year), Some(month), Some(day)) = (number(0, 4), number(5, 7), number(8, 10)) else {
        return false;
    };
    let leaps = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leaps => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let marks = bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-';
    marks && (1..=12).contains(&month) && (1..=days).contains(&day)
}

/// The day of a moment, in milliseconds since 1970, UTC: what a shell with a clock passes on.
///
/// Source: Howard Hinnant, chrono-compatible low-level date algorithms, `civil_from_days`.
#[must_use]
pub fn date_of(milliseconds: i64) -> String {
    let days = milliseconds.div_euclid(86_400_000) + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

impl Change {
    /// Lets a finding stand, or changes why.
    #[must_use]
    pub fn waive(design: &Design, waiver: Waiver) -> Self {
        let before = design.waiver(&waiver.key()).cloned().map(Record::Waiver);
        let mut change = Self::new();
        change.push(before, Some(Record::Waiver(waiver)));
        change
    }

    /// Takes a waiver back; nothing when there is none.
    #[must_use]
    pub fn unwaive(design: &Design, key: &WaiverKey) -> Self {
        let mut change = Self::new();
        if let Some(waiver) = design.waiver(key) {
            change.push(Some(Record::Waiver(waiver.clone())), None);
        }
        change
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document;
    use crate::notation::design;

    fn waiver() -> Waiver {
        Waiver {
            rule: "port-ephemeral-range".into(),
            target: Target::Node("gw1".parse().unwrap()),
            reason: "The range is moved on these machines.".into(),
            author: "Ada".into(),
            until: Some("2027-03-31".into()),
        }
    }

    #[test]
    fn days_of_the_calendar_are_dates() {
        for good in ["2027-03-31", "2028-02-29", "2000-02-29", "0001-01-01"] {
            assert!(is_date(good), "{good}");
        }
        for bad in [
            "2027-02-29",
            "2100-02-29",
            "2027-04-31",
            "2027-13-01",
            "2027-00-10",
            "2027-1-01",
            "2027/03/31",
            "",
            "2027-03-31 ",
            "２０27-03-3",
        ] {
            assert!(!is_date(bad), "{bad}");
        }
    }

    #[test]
    fn a_moment_has_a_day() {
        assert_eq!(date_of(0), "1970-01-01");
        assert_eq!(date_of(-1), "1969-12-31");
        assert_eq!(date_of(951_782_400_000), "2000-02-29");
        assert_eq!(date_of(1_795_564_800_000 - 1), "2026-11-24");
        assert_eq!(date_of(1_795_564_800_000), "2026-11-25");
    }

    #[test]
    fn the_last_day_still_counts() {
        let waiver = waiver();
        assert!(!waiver.is_over("2027-03-31") && waiver.is_over("2027-04-01"));
        assert!(!Waiver { until: None, ..waiver }.is_over("9999-12-31"));
    }

    #[test]
    fn it_is_written_and_read_and_taken_back() {
        let mut with = design("gw1: gateway");
        let before = document::write(&with);
        assert!(!before.contains("waivers"), "a design without waivers is written as ever");
        let change = Change::waive(&with, waiver());
        change.apply(&mut with).unwrap();
        let text = document::write(&with);
        assert!(text.contains("\"until\": \"2027-03-31\""), "{text}");
        assert_eq!(document::parse(&text).unwrap(), with);
        let packed = borsh::to_vec(&with).unwrap();
        assert_eq!(borsh::from_slice::<Design>(&packed).unwrap(), with);
        let undo = change.inverted();
        assert_eq!(undo, Change::unwaive(&with, &waiver().key()));
        undo.apply(&mut with).unwrap();
        assert_eq!(document::write(&with), before);
    }

    #[test]
    fn it_holds_nothing_in_place() {
        let mut with = design("gw1: gateway");
        Change::waive(&with, waiver()).apply(&mut with).unwrap();
        Change::remove(&with, &["gw1".parse().unwrap()].into(), &Default::default())
            .apply(&mut with)
            .unwrap();
        assert_eq!(document::parse(&document::write(&with)).unwrap().waivers().len(), 1);
    }

    #[test]
    fn one_that_says_nothing_or_no_day_is_refused() {
        let refused = |waiver: Waiver| {
            let mut with = design("gw1: gateway");
            let change = Change::waive(&with, waiver);
            change.apply(&mut with).unwrap();
            let whole = document::parse(&document::write(&with)).unwrap_err().to_string();
            assert_eq!(document::check_change(&with, &change).unwrap_err().to_string(), whole);
            whole
        };
        assert!(refused(Waiver { reason: " ".into(), ..waiver() }).contains("reason"));
        assert!(refused(Waiver { until: Some("soon".into()), ..waiver() }).contains("2027-03-31"));
        assert!(refused(Waiver { author: "a\nb".into(), ..waiver() }).contains("author"));
        assert!(refused(Waiver { rule: String::new(), ..waiver() }).contains("rule"));
        let twice = document::write(&{
            let mut with = design("gw1: gateway");
            Change::waive(&with, waiver()).apply(&mut with).unwrap();
            with
        });
        let start = twice.find("\"waivers\": [").unwrap() + 12;
        let end = twice.rfind("]").unwrap();
        let one = twice[start..end].to_owned();
        let twice = format!("{}{one},{one}{}", &twice[..start], &twice[end..]);
        assert!(document::parse(&twice).unwrap_err().to_string().contains("twice"));
    }
}
