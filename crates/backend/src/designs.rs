//! Designs: listed, opened, made, saved, renamed, deleted.

use messages::text;
use rules::{Finding, Severity};
use topology::{Change, Design, Environment, Header, ProductRef, document};
use uuid::Uuid;

use crate::access::{Action, Resource};
use crate::audit::Done;
use crate::saving::{Saved, Step};
use crate::store::{DesignRow, NewDesign};
use crate::{BackendError, Caller, busy, catalogue_of, now, secrets, today};

/// A design in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DesignSummary {
    pub id: String,
    /// The workspace that it is in.
    pub workspace: String,
    pub name: String,
    pub environment: String,
    pub product_version: String,
    pub nodes: u32,
    pub links: u32,
    pub errors: u32,
    pub warnings: u32,
    pub revision: i64,
    /// Milliseconds since 1970, UTC.
    pub saved_at: i64,
    /// Who asks has a role on it, and no part in its workspace.
    pub is_shared: bool,
}

/// A design to work on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenDesign {
    pub id: String,
    pub revision: i64,
    /// The document's text in its canonical form.
    pub document: String,
}

const DESIGN: &str = "design";

impl Caller {
    /// Every design that they see, the last saved first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn designs(&self) -> Result<Vec<DesignSummary>, BackendError> {
        self.may(Action::UseConsole, Resource::Console).await?;
        let rows = self.store().designs(self.whose()).await?;
        let mut designs: Vec<DesignSummary> = rows.into_iter().map(summary).collect();
        if let Some(person) = self.actor().person() {
            let theirs = self.store().workspaces_of(&person.id).await?;
            for design in &mut designs {
                design.is_shared = theirs.iter().all(|one| one.id != design.workspace);
            }
        }
        Ok(designs)
    }

    /// A new design: a template's, or an empty one; in the workspace that they name, or where they may make one.
    ///
    /// # Errors
    /// When the name is not one, the template is not known, or they may not.
    pub async fn create_design(
        &self,
        name: &str,
        template: Option<&str>,
        workspace: Option<&str>,
    ) -> Result<DesignSummary, BackendError> {
        let place = self.place(workspace).await?;
        let mut design = match template {
            Some(id) => {
                let template = catalogue::template(id).ok_or(BackendError::NotFound("template"))?;
                parse(template.document)?
            }
            None => Design::new(Header {
                name: "New design".into(),
                product: ProductRef { id: "wso2am".into(), version: "3.1.0".into() },
                environment: Environment::Development,
                settings: topology::Settings::new(),
            }),
        };
        renaming(&design, name)?.apply(&mut design)?;
        self.insert(place, design).await
    }

    /// A design from a document that someone brings.
    ///
    /// # Errors
    /// When the text is no design; the message says where.
    pub async fn import_design(
        &self,
        text: String,
        workspace: Option<&str>,
    ) -> Result<DesignSummary, BackendError> {
        self.import_file(text.into_bytes(), workspace).await
    }

    /// A design from a file that someone brings: a document, or a picture that holds one.
    ///
    /// # Errors
    /// When there is no design in it; the message says why.
    pub async fn import_file(
        &self,
        bytes: Vec<u8>,
        workspace: Option<&str>,
    ) -> Result<DesignSummary, BackendError> {
        let place = self.place(workspace).await?;
        let read = move || {
            let text = picture::document_in(bytes)?;
            parse(&text)
        };
        self.insert(place, busy(read).await??).await
    }

    /// The design that a text is, as it was copied somewhere. Nothing is kept of it.
    ///
    /// # Errors
    /// When the text is no document.
    pub async fn read_piece(&self, text: String) -> Result<Design, BackendError> {
        self.may(Action::UseConsole, Resource::Console).await?;
        busy(move || parse(&text)).await?
    }

    /// # Errors
    /// When there is no such design.
    pub async fn open_design(&self, id: &str) -> Result<OpenDesign, BackendError> {
        let guest = self.may(Action::ViewDesign, Resource::Design(id)).await?;
        let kept = self.store().design(id).await?.ok_or(BackendError::NotFound(DESIGN))?;
        // Who came by a link to a version sees that, whatever has become of the design.
        if let Some(number) = guest.and_then(|guest| guest.version) {
            let (document, revision) = self.store().version_of(id, number).await?;
            return Ok(OpenDesign { id: kept.row.id, revision, document });
        }
        Ok(OpenDesign { id: kept.row.id, revision: kept.row.revision, document: kept.document })
    }

    /// A new design: this one with a change on top. This one stays as it is.
    ///
    /// # Errors
    /// [`BackendError::Invalid`] when the change makes no acceptable design.
    pub async fn fork_design(
        &self,
        id: &str,
        change: Change,
    ) -> Result<DesignSummary, BackendError> {
        self.may(Action::ExportDesign, Resource::Design(id)).await?;
        let (design, _) = self.load(id).await?;
        let place = self.beside(id).await?;
        let design = busy(move || Step::forced(&design, &change)).await??.design;
        self.insert(place, design).await
    }

    /// # Errors
    /// When the name is not one or there is no such design.
    pub async fn rename_design(&self, id: &str, name: &str) -> Result<Saved, BackendError> {
        self.may(Action::EditDesign, Resource::Design(id)).await?;
        let latest = self.backend.latest(id).await?;
        let change = renaming(&latest.design, name)?;
        self.put(latest, id, move |now| Step::of(&now.design, change)).await?.saved()
    }

    /// A copy under a new name.
    ///
    /// # Errors
    /// When there is no such design.
    pub async fn duplicate_design(&self, id: &str) -> Result<DesignSummary, BackendError> {
        self.may(Action::ExportDesign, Resource::Design(id)).await?;
        let open = self.open_design(id).await?;
        let mut design = parse(&open.document)?;
        let most = topology::Limits::DOCUMENT.name - " copy".len();
        let name: String = design.name().chars().take(most).collect();
        renaming(&design, &format!("{name} copy"))?.apply(&mut design)?;
        let place = self.beside(id).await?;
        self.insert(place, design).await
    }

    /// Hides a design until it is restored.
    ///
    /// # Errors
    /// When there is no such design.
    pub async fn delete_design(&self, id: &str) -> Result<(), BackendError> {
        self.may(Action::DeleteDesign, Resource::Design(id)).await?;
        if !self.store().delete_design(id, now()).await? {
            return Err(BackendError::NotFound(DESIGN));
        }
        self.record(Done::DesignDeleted, &format!("design {id}"), "").await
    }

    /// # Errors
    /// When there is no such deleted design.
    pub async fn restore_design(&self, id: &str) -> Result<(), BackendError> {
        self.may(Action::DeleteDesign, Resource::Design(id)).await?;
        if !self.store().restore_design(id).await? {
            return Err(BackendError::NotFound("deleted design"));
        }
        self.record(Done::DesignRestored, &format!("design {id}"), "").await
    }

    /// The design as a value, with its revision.
    ///
    /// # Errors
    /// When there is no such design, or what is stored is none any more.
    pub async fn load(&self, id: &str) -> Result<(Design, i64), BackendError> {
        let seen = self.seen(id).await?;
        Ok((seen.design.clone(), seen.number))
    }

    /// Where a copy of a design goes: beside it where they may make one there, or else to a workspace of their own.
    async fn beside(&self, id: &str) -> Result<String, BackendError> {
        let kept = self.store().design(id).await?.ok_or(BackendError::NotFound(DESIGN))?;
        let workspace = kept.row.workspace_id;
        match self.may(Action::CreateDesign, Resource::Workspace(&workspace)).await {
            Ok(_) => Ok(workspace),
            Err(BackendError::Forbidden(_) | BackendError::NotFound(_)) => self.place(None).await,
            Err(error) => Err(error),
        }
    }

    async fn insert(
        &self,
        workspace: String,
        design: Design,
    ) -> Result<DesignSummary, BackendError> {
        // Sorted by time, so that rows that are made together lie together.
        let id = Uuid::now_v7().simple().to_string();
        let (new, _) = busy(move || described(&design, &today())).await??;
        let now = now();
        self.store().insert_design(&id, &workspace, &new, now).await?;
        Ok(summary(DesignRow {
            id,
            workspace_id: workspace,
            name: new.name,
            environment: new.environment.to_owned(),
            product_version: new.product_version,
            nodes: new.nodes,
            links: new.links,
            errors: new.errors,
            warnings: new.warnings,
            revision: 1,
            saved_at: now,
        }))
    }
}

pub(crate) fn parse(text: &str) -> Result<Design, BackendError> {
    Ok(document::parse(text)?)
}

/// What gives a design another name.
fn renaming(design: &Design, name: &str) -> Result<Change, BackendError> {
    let name = name.trim();
    topology::text::check_name(name)
        .map_err(|error| BackendError::Invalid(text!("The name {error}.", error = error.text())))?;
    Ok(Change::set_header(design, Header { name: name.to_owned(), ..design.header().clone() }))
}

/// What the row of a design holds. Every write passes here, so nothing is stored that could not be
/// opened again. With it, what is found in it on this day.
pub(crate) fn described(
    design: &Design,
    today: &str,
) -> Result<(NewDesign, Vec<Finding>), BackendError> {
    let document = document::write_to_keep(design)?;
    let catalogue = catalogue_of(design)?;
    secrets::refuse(design, catalogue)?;
    let findings = rules::validate_on(design, catalogue, Some(today));
    let count =
        |severity| findings.iter().filter(|f| f.is_open() && f.severity == severity).count();
    let new = NewDesign {
        name: design.name().to_owned(),
        environment: match design.environment() {
            Environment::Development => "development",
            Environment::Test => "test",
            Environment::Production => "production",
        },
        product_version: design.product().version.clone(),
        nodes: number(design.nodes().len()),
        links: number(design.links().len()),
        errors: number(count(Severity::Error)),
        warnings: number(count(Severity::Warning)),
        document,
    };
    Ok((new, findings))
}

fn summary(row: DesignRow) -> DesignSummary {
    let count = |number: i64| u32::try_from(number).unwrap_or_default();
    DesignSummary {
        id: row.id,
        workspace: row.workspace_id,
        name: row.name,
        environment: row.environment,
        product_version: row.product_version,
        nodes: count(row.nodes),
        links: count(row.links),
        errors: count(row.errors),
        warnings: count(row.warnings),
        revision: row.revision,
        saved_at: row.saved_at,
        is_shared: false,
    }
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
