//! What a design exports to: a list, a preview of one file, an archive.

use std::io;

use export::archive::{self, ArchiveFormat};
use export::{Bundle, BundleOptions, Exporter, RenderedFile};
use rules::Severity;
use topology::document;

use crate::access::{Action, Resource};
use crate::audit::Done;
use crate::{BackendError, Caller, busy, catalogue_of, today};

/// The files of a design's bundle.
#[derive(Debug, Clone)]
pub struct BundleListing {
    pub revision: i64,
    pub root: String,
    pub files: Vec<ListedFile>,
    pub errors: u32,
    pub warnings: u32,
    pub infos: u32,
}

/// One file of a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedFile {
    pub path: String,
    pub bytes: u32,
    /// The node it belongs to.
    pub node: Option<String>,
}

/// One file with its origins.
#[derive(Debug, Clone)]
pub struct Preview {
    pub revision: i64,
    pub file: RenderedFile,
}

/// Bytes for a person to keep.
#[derive(Debug, Clone)]
pub struct Download {
    pub file_name: String,
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
}

/// A bundle that may leave the house, ready to be packed.
#[derive(Debug, Clone)]
pub struct Archive {
    pub file_name: String,
    pub format: ArchiveFormat,
    bundle: Bundle,
}

impl Archive {
    /// Packs the bundle into a writer. It keeps a processor busy, and waits as long as the writer does.
    ///
    /// # Errors
    /// When the writer takes no more.
    pub fn write(&self, out: impl io::Write) -> io::Result<()> {
        archive::write(&self.bundle, self.format, out)
    }
}

impl Caller {
    /// # Errors
    /// When there is no such design.
    pub async fn list_bundle(&self, id: &str) -> Result<BundleListing, BackendError> {
        let (design, revision) = self.load(id).await?;
        let catalogue = catalogue_of(&design)?;
        busy(move || {
            let findings = rules::validate_on(&design, catalogue, Some(&today()));
            let count = |severity| {
                size(findings.iter().filter(|f| f.is_open() && f.severity == severity).count())
            };
            let exporter = Exporter::new(&design, catalogue);
            let bundle = exporter.bundle(&BundleOptions::default());
            let listed = |file: &export::BundleFile| ListedFile {
                path: file.path.clone(),
                bytes: size(file.bytes.len()),
                node: exporter.node_of(&file.path).map(ToString::to_string),
            };
            BundleListing {
                revision,
                files: bundle.files.iter().map(listed).collect(),
                root: bundle.root.clone(),
                errors: count(Severity::Error),
                warnings: count(Severity::Warning),
                infos: count(Severity::Info),
            }
        })
        .await
    }

    /// # Errors
    /// When there is no such design or no such file.
    pub async fn preview_file(&self, id: &str, path: &str) -> Result<Preview, BackendError> {
        let (design, revision) = self.load(id).await?;
        let catalogue = catalogue_of(&design)?;
        let path = path.to_owned();
        let file = busy(move || Exporter::new(&design, catalogue).file(&path)).await?;
        file.map(|file| Preview { revision, file }).ok_or(BackendError::NotFound("file"))
    }

    /// The bundle of one node or of all, to be packed. Whatever stands against it is said here, before
    /// the first byte leaves.
    ///
    /// # Errors
    /// [`BackendError::Refused`] when the design has errors and nobody insists.
    pub async fn archive(
        &self,
        id: &str,
        format: ArchiveFormat,
        node: Option<&str>,
        force: bool,
    ) -> Result<Archive, BackendError> {
        self.may(Action::ExportDesign, Resource::Design(id)).await?;
        let (design, revision) = self.load(id).await?;
        let catalogue = catalogue_of(&design)?;
        let node = node.map(str::to_owned);
        let archive = busy(move || {
            let exporter = Exporter::new(&design, catalogue);
            let known = |id: String| exporter.node(&id).ok_or(BackendError::NotFound("node"));
            let node = node.map(known).transpose()?;
            let findings = rules::validate_on(&design, catalogue, Some(&today()));
            let stands = |f: &&rules::Finding| f.is_open() && f.severity == Severity::Error;
            let errors = findings.iter().filter(stands).count();
            if errors > 0 && !force {
                return Err(BackendError::Refused { errors });
            }
            // Approved is the whole, of which one node's files are a part.
            let whole = exporter.bundle(&BundleOptions::default());
            let hash = whole.hash();
            let bundle = match node {
                Some(_) => exporter.bundle(&BundleOptions { node }),
                None => whole,
            };
            let file_name = format!("{}.{}", bundle.root, format.extension());
            Ok((Archive { file_name, format, bundle }, hash))
        });
        let (archive, whole) = archive.await??;
        self.check_approved(id, &whole).await?;
        let detail = format!("revision {revision}, {}", archive.file_name);
        self.record(Done::Exported, &format!("design {id}"), &detail).await?;
        Ok(archive)
    }

    /// The design's document as a file.
    ///
    /// # Errors
    /// When there is no such design.
    pub async fn document_file(&self, id: &str) -> Result<Download, BackendError> {
        self.may(Action::ExportDesign, Resource::Design(id)).await?;
        let (design, _) = self.load(id).await?;
        let root = Exporter::new(&design, catalogue_of(&design)?).root(&BundleOptions::default());
        Ok(Download {
            file_name: format!("{root}.design.json"),
            media_type: "application/json",
            bytes: document::write(&design).into_bytes(),
        })
    }

    /// The design's picture.
    ///
    /// # Errors
    /// When there is no such design.
    pub async fn picture_file(&self, id: &str) -> Result<Download, BackendError> {
        let (design, _) = self.load(id).await?;
        let catalogue = catalogue_of(&design)?;
        let root = Exporter::new(&design, catalogue).root(&BundleOptions::default());
        let picture = busy(move || drawing::svg(&design, catalogue)).await?;
        Ok(Download {
            file_name: format!("{root}.svg"),
            media_type: "image/svg+xml",
            bytes: picture.into_bytes(),
        })
    }
}

fn size(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
