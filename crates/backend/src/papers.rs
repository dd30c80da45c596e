//! Review documents: a design as it is laid on the table, as a file.

use export::{BundleOptions, Exporter};
use report::{Asked, Format, Given, Verdict, Version};
use topology::{Told, date_of, is_date};

use crate::{BackendError, Caller, Download, Judgement, Opinion, State, busy, catalogue_of, today};

/// What the document is to be.
#[derive(Debug, Clone)]
pub struct Paper {
    pub format: Format,
    /// The version that it is of; `None` for the design as it is.
    pub version: Option<i64>,
    /// Instead of the design's name.
    pub title: Option<String>,
    /// What stands on it as its date; `None` for today.
    pub date: Option<String>,
}

/// Which state it is of.
enum Of {
    Revision(i64),
    Version(Version),
}

impl Caller {
    /// The review document of a design. It holds what may be seen of the design and no file of it, so
    /// that who may look may have it; of a version, who may see its versions.
    ///
    /// # Errors
    /// When there is no such design or version, a text does not fit, or too many others are drawn.
    pub async fn review_document(&self, id: &str, paper: Paper) -> Result<Download, BackendError> {
        let (design, of) = match paper.version {
            None => {
                let (design, revision) = self.load(id).await?;
                (design, Of::Revision(revision))
            }
            Some(number) => {
                let design = self.state(id, State::Version(number)).await?;
                (design, Of::Version(self.told_of(id, number).await?))
            }
        };
        let catalogue = catalogue_of(&design)?;
        let easel = match paper.format {
            Format::Pdf => Some(self.easel().await?),
            Format::Html => None,
        };
        busy(move || {
            let date = paper.date.unwrap_or_else(today);
            // Waivers are held against the document's own day, where it is one.
            let day = if is_date(&date) { date.clone() } else { today() };
            let findings = rules::validate_on(&design, catalogue, Some(&day));
            let findings: Vec<Told> = findings.into_iter().map(Told::from).collect();
            let (state, name) = match &of {
                Of::Revision(revision) => (report::State::Revision(*revision), String::new()),
                Of::Version(version) => {
                    (report::State::Version(version), format!("-v{}", version.number))
                }
            };
            let root = Exporter::new(&design, catalogue).root(&BundleOptions::default());
            let given = Given {
                design: &design,
                catalogue,
                findings: &findings,
                title: paper.title.as_deref(),
                date: Some(&date),
                state,
            };
            let bytes = report::write(&given, paper.format);
            drop(easel);
            Ok(Download {
                file_name: format!("{root}{name}-review.{}", paper.format.extension()),
                media_type: paper.format.media_type(),
                bytes: bytes?,
            })
        })
        .await?
    }

    /// A version, and what people have said of its bytes.
    async fn told_of(&self, id: &str, number: i64) -> Result<Version, BackendError> {
        let all = self.versions(id).await?;
        let known = all.into_iter().find(|version| version.number == number);
        let known = known.ok_or(BackendError::NotFound("version"))?;
        let standing = self.standing(id).await?;
        let asked = standing.reviews.into_iter().filter(|review| review.version == number);
        let asked = asked.map(|review| Asked {
            by: review.asked_by,
            whom: review.reviewers,
            message: review.message,
            day: date_of(review.created_at),
            is_open: review.is_open,
        });
        // What was said of the same bytes counts, whichever version they were then.
        let of_it = standing.verdicts.into_iter().filter(|verdict| verdict.bundle == known.bundle);
        let said = |verdict: Judgement| Verdict {
            who: verdict.author,
            approves: verdict.opinion == Opinion::Approved,
            message: verdict.message,
            day: date_of(verdict.created_at),
        };
        let verdicts = of_it.map(said).collect();
        Ok(Version {
            number: known.number,
            name: known.name,
            message: known.message,
            author: known.author,
            day: date_of(known.created_at),
            revision: known.revision,
            bundle: known.bundle,
            asked: asked.collect(),
            verdicts,
        })
    }
}
