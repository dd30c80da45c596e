//! What the crowd felt, as figures.

use std::time::Duration;

use tokio::time::Instant;

use crate::asked::Asked;
use crate::export::Export;
use crate::judge::Seat;
use crate::page::{Saved, Seen};

/// How many there were, and how long they took in milliseconds.
#[derive(Debug, Clone, PartialEq)]
pub struct Spread {
    pub count: usize,
    sorted: Vec<f64>,
}

impl Spread {
    fn new(times: impl IntoIterator<Item = Duration>) -> Self {
        let mut sorted: Vec<f64> =
            times.into_iter().map(|time| time.as_secs_f64() * 1_000.0).collect();
        sorted.sort_by(f64::total_cmp);
        Self { count: sorted.len(), sorted }
    }

    /// The time that this part of them did not exceed; none where there are none.
    pub fn quantile(&self, part: f64) -> Option<f64> {
        let last = self.sorted.len().checked_sub(1)?;
        let place = (part * last as f64).ceil();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a part of a length"
        )]
        self.sorted.get(place as usize).copied()
    }
}

/// All of one run.
pub struct Figures {
    pub seconds: u64,
    pub changes: u64,
    pub merged: u64,
    pub conflicts: u64,
    /// A request that saves, from its leaving to its answer.
    pub save: Spread,
    /// What a page had changed by then, from the first request to the answer that has it: with what conflicts cost.
    pub change: Spread,
    /// From a save's leaving to another page's hearing of it.
    pub hearing: Spread,
    pub open: Spread,
    pub findings: Spread,
    pub export: Spread,
    pub still: Spread,
    pub still_name: &'static str,
    /// Bytes of an archive, on average.
    pub archive: f64,
    /// Time of an export to that of the file server, the middle one.
    pub ratio: Option<f64>,
    pub memory: f64,
    /// Of one core.
    pub busy: f64,
}

impl Figures {
    pub fn new(
        asked: &Asked,
        seats: &[(Seat, Seen)],
        exports: &[Result<Export, String>],
        memory: f64,
        cpu: Duration,
        still_name: &'static str,
    ) -> Self {
        let saves = || seats.iter().flat_map(|(_, seen)| &seen.saves);
        let took = |of: fn(&Saved) -> Duration| Spread::new(saves().map(of));
        let exports: Vec<&Export> = exports.iter().filter_map(|one| one.as_ref().ok()).collect();
        let all = |of: fn(&Seen) -> &Vec<Duration>| {
            Spread::new(seats.iter().flat_map(|(_, seen)| of(seen).iter().copied()))
        };
        let bytes: usize = exports.iter().map(|export| export.bytes).sum();
        let ratios = exports.iter().map(|one| one.ours.div_duration_f64(one.still));
        let mut ratios: Vec<f64> = ratios.collect();
        ratios.sort_by(f64::total_cmp);
        Self {
            seconds: asked.seconds,
            changes: seats.iter().map(|(_, seen)| seen.changes).sum(),
            merged: seats.iter().map(|(_, seen)| seen.merged).sum(),
            conflicts: seats.iter().map(|(_, seen)| seen.conflicts).sum(),
            save: took(|saved| saved.answered - saved.sent),
            change: took(|saved| saved.answered - saved.first),
            hearing: Spread::new(hearing(seats)),
            open: all(|seen| &seen.opens),
            findings: all(|seen| &seen.findings),
            export: Spread::new(exports.iter().map(|export| export.ours)),
            still: Spread::new(exports.iter().map(|export| export.still)),
            still_name,
            archive: bytes as f64 / exports.len().max(1) as f64,
            ratio: ratios.get(ratios.len() / 2).copied(),
            memory,
            busy: cpu.as_secs_f64() / asked.seconds as f64,
        }
    }

    /// The rows of the table: what, how many, and the three times.
    pub fn rows(&self) -> Vec<(String, &Spread)> {
        let named = |name: &str| name.to_owned();
        vec![
            (named("a save, request to answer"), &self.save),
            (named("what was changed until it is stored, conflicts included"), &self.change),
            (named("a save until another page hears of it"), &self.hearing),
            (named("fetching what others did"), &self.open),
            (named("asking for findings"), &self.findings),
            (named("an export, read to its end"), &self.export),
            (format!("the same archive from {}", self.still_name), &self.still),
        ]
    }

    /// Megabytes a second of an archive in the middle of this many milliseconds.
    pub fn rate(&self, times: &Spread) -> Option<f64> {
        times.quantile(0.5).map(|middle| self.archive / 1_000.0 / middle)
    }

    /// For a terminal.
    pub fn text(&self) -> String {
        let mut text = format!(
            "{} changes in {} s, {} put on top of others' by the server, {} refused\n{:50} {:>7} {:>9} {:>9} {:>9}\n",
            self.changes,
            self.seconds,
            self.merged,
            self.conflicts,
            "",
            "count",
            "p50 ms",
            "p95 ms",
            "p99 ms"
        );
        for (name, times) in self.rows() {
            let [p50, p95, p99] = [0.5, 0.95, 0.99].map(|part| shown(times.quantile(part), 1));
            text += &format!("{name:50} {:>7} {p50:>9} {p95:>9} {p99:>9}\n", times.count);
        }
        text += &format!(
            "an archive has {:.0} KB: {} MB/s, {} {} MB/s; its time is ×{} of that\n",
            self.archive / 1_000.0,
            shown(self.rate(&self.export), 1),
            self.still_name,
            shown(self.rate(&self.still), 1),
            shown(self.ratio, 1)
        );
        text += &format!(
            "the server used {:.0} MiB at most, and {:.2} cores on average\n",
            self.memory, self.busy
        );
        text
    }
}

/// A figure as people read it.
pub fn shown(figure: Option<f64>, digits: usize) -> String {
    figure.map_or("–".to_owned(), |figure| format!("{figure:.digits$}"))
}

/// For each save and each other page of its design, how long it took until that page had heard of it.
fn hearing(seats: &[(Seat, Seen)]) -> Vec<Duration> {
    let mut all = Vec::new();
    for (ear, listener) in seats {
        let heard = listener.ears.heard();
        let others = seats.iter().filter(|(seat, _)| seat.design == ear.design && seat != ear);
        for saved in others.flat_map(|(_, seen)| &seen.saves) {
            all.extend(until_heard(&heard, saved.revision, saved.sent));
        }
    }
    all
}

/// A later revision tells of an earlier one, too.
fn until_heard(heard: &[(i64, Instant)], revision: i64, sent: Instant) -> Option<Duration> {
    let first = heard.iter().filter(|(told, _)| *told >= revision).map(|(_, at)| *at).min();
    first.map(|at| at.saturating_duration_since(sent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantile_is_a_time_that_was_measured() {
        let spread = Spread::new((1..=100).rev().map(Duration::from_millis));
        assert_eq!((spread.count, spread.quantile(0.0)), (100, Some(1.0)));
        assert_eq!((spread.quantile(0.5), spread.quantile(0.95)), (Some(51.0), Some(96.0)));
        assert_eq!(spread.quantile(1.0), Some(100.0));
        assert_eq!(Spread::new([]).quantile(0.5), None);
    }

    #[test]
    fn a_later_revision_tells_of_an_earlier_one() {
        let sent = Instant::now();
        let after = |ms| sent + Duration::from_millis(ms);
        let heard = [(1, after(0)), (3, after(20)), (2, after(30))];
        assert_eq!(until_heard(&heard, 2, sent), Some(Duration::from_millis(20)));
        assert_eq!(until_heard(&heard, 4, sent), None);
    }
}
