//! Evidence: taken in bit for bit, listed, checked, given out, and shown only as a re-encoded small picture.

pub(crate) mod picture;

use crate::concealing;
use crate::failure::{ErrorCode, Failure};
use crate::outfile::{file_name, write_new};
use crate::reading::{coded, opening, title_of};
use crate::session::Session;
use crate::spelling;
use crate::view::{AttachOutcome, EvidenceCheck, EvidenceLine};
use sandyq_domain::kinds::{EvidenceItem, Kind};
use sandyq_domain::words::{Arg, recent_text, size_text, text, text_with};
use sandyq_domain::{Envelope, Lang, RecordId, Timestamp};
use sandyq_vault::evidence::{self, AddError, Added, Checked, OpenEvidenceError};
use sandyq_vault::journal::{self, EntryType, NewEntry};
use sandyq_vault::{StoreError, View, evidence_files, records};
use serde_json::{Map, Value, json};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Bytes looked at to tell a file's type.
const SNIFF: usize = 8 * 1024;
/// The type of a file that nothing recognises.
const UNKNOWN_TYPE: &str = "application/octet-stream";

impl Session {
    /// Takes files into a case. Each is its own: one that cannot be read does not stop the others.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchCase`], [`ErrorCode::DiskFull`]; what could not be read is told in its outcome.
    pub fn attach_evidence(
        &mut self,
        case: &str,
        paths: &[PathBuf],
        lang: Lang,
        progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Result<Vec<AttachOutcome>, Failure> {
        let case = self.vault().read(|view| crate::finding::find_case(view, case))?;
        let mut outcomes = Vec::new();
        for path in paths {
            let outcome = match self.attach_one(case, path, lang, progress) {
                Err(failure) if failure.code == ErrorCode::FileUnreadable => AttachOutcome {
                    name: file_name(path),
                    item: None,
                    remark: failure.text(lang),
                },
                other => other?,
            };
            outcomes.push(outcome);
        }
        Ok(outcomes)
    }

    fn attach_one(
        &mut self,
        case: RecordId,
        path: &Path,
        lang: Lang,
        progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Result<AttachOutcome, Failure> {
        let name = file_name(path);
        let (mut source, media_type) = open_source(path)?;
        let (author, now, id) = (self.author().to_owned(), self.now(), self.new_id());
        let added =
            evidence::add(self.vault_mut(), &mut source, now, progress).map_err(|error| add_failure(error, &name))?;
        let twin = if added.already_here {
            self.twin_of(&added, lang)?
        } else {
            None
        };
        let body = json!({
            "original_name": name, "media_type": media_type, "size": added.size, "sha256": hex(&added.sha256),
        });
        self.vault_mut().write(|tx| {
            crate::records::put(tx, EvidenceItem::SPEC.name, id, Some(case), &body, &author, now)?;
            evidence::keep(tx, &added, id)?;
            for action in ["received", "hashed"] {
                let payload =
                    json!({ "action": action, "by": author, "sha256": hex(&added.sha256), "size": added.size });
                journal::append(
                    tx,
                    &NewEntry {
                        item: id,
                        entry: EntryType::Custody,
                        time: now,
                        payload: &payload,
                    },
                )?;
            }
            Ok::<_, Failure>(())
        })?;
        let item = self.vault().read(|view| {
            let envelope = records::read(view, id)?.ok_or(ErrorCode::NoSuchRecord)?;
            line_alone(view, envelope, now, lang)
        })?;
        let remark = twin.map_or_else(String::new, |title| {
            text_with(lang, "attach-same", &[("title", Arg::from(title.as_str()))])
        });
        Ok(AttachOutcome {
            name,
            item: Some(item),
            remark,
        })
    }

    /// The title of an item that has these bytes already.
    fn twin_of(&self, added: &Added, lang: Lang) -> Result<Option<String>, Failure> {
        self.vault().read(|view| {
            let first = evidence_files::items(view, added.file)?.first().copied();
            let envelope = first.map(|id| records::read(view, id)).transpose()?.flatten();
            envelope
                .map(|envelope| spelling::title_of(view, &envelope.kind, &envelope.body, lang))
                .transpose()
        })
    }

    /// The evidence of a case.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchCase`].
    pub fn list_evidence(&self, case: &str, lang: Lang) -> Result<Vec<EvidenceLine>, Failure> {
        let now = self.now();
        self.vault().read(|view| {
            let case = crate::finding::find_case(view, case)?;
            let envelopes = crate::finding::whole_case(view, case)?;
            lines(view, &spelling::for_a_page(view, envelopes, lang)?, now, lang)
        })
    }

    /// Reads every stored file to its end and compares its hash; of one case, or of all. Each check is journalled.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchCase`], [`ErrorCode::Cancelled`]; damage is told in the answer.
    pub fn verify_evidence(
        &mut self,
        case: Option<&str>,
        lang: Lang,
        progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Result<Vec<EvidenceCheck>, Failure> {
        let items = self.vault().read(|view| match case {
            Some(case) => Ok::<_, Failure>(records::of_case(view, crate::finding::find_case(view, case)?)?),
            None => Ok(records::of_kind(view, EvidenceItem::SPEC.name)?),
        })?;
        let (author, now) = (self.author().to_owned(), self.now());
        let mut checks = Vec::new();
        for item in items.iter().filter(|envelope| envelope.kind == EvidenceItem::SPEC.name) {
            let row = self
                .vault()
                .read(|view| Ok::<_, Failure>(evidence_files::of_item(view, item.id)?))?;
            let found = match row {
                // The bytes of an item never change: a record that states others was tampered with, or came tampered with.
                Some(row) if !states(&item.body, &row.sha256, row.size) => Checked::Damaged,
                Some(row) => evidence::verify(self.vault(), row.file, progress)?,
                None => Checked::Missing,
            };
            let key = match found {
                Checked::Whole => "check-whole",
                Checked::Missing => "check-absent",
                Checked::Damaged | Checked::Unreadable => "check-damaged",
                Checked::Stopped => return Err(ErrorCode::Cancelled.into()),
            };
            let title = self
                .vault()
                .read(|view| spelling::title_of(view, &item.kind, &item.body, lang))?;
            checks.push(EvidenceCheck {
                id: item.id,
                title,
                is_whole: found == Checked::Whole,
                finding: text(lang, key),
            });
        }
        self.vault_mut().write(|tx| {
            for check in &checks {
                let action = if check.is_whole {
                    "verified"
                } else {
                    "verification_failed"
                };
                let payload = json!({ "action": action, "by": author });
                journal::append(
                    tx,
                    &NewEntry {
                        item: check.id,
                        entry: EntryType::Custody,
                        time: now,
                        payload: &payload,
                    },
                )?;
            }
            Ok::<_, Failure>(())
        })?;
        Ok(checks)
    }

    /// Writes a piece of evidence, bit for bit, into a new file. Entered in the copy ledger: it lies there in the open.
    ///
    /// # Errors
    /// [`ErrorCode::EvidenceAbsent`], [`ErrorCode::EvidenceDamaged`] (nothing is left at `out`), [`ErrorCode::FileExists`], …
    pub fn export_evidence(&mut self, id: &str, out: &Path) -> Result<EvidenceLine, Failure> {
        let now = self.now();
        let (envelope, row) = self.vault().read(|view| {
            let id = crate::finding::find_record(view, id)?;
            let envelope = records::read(view, id)?.ok_or(ErrorCode::NoSuchRecord)?;
            let row = evidence_files::of_item(view, id)?.ok_or(ErrorCode::EvidenceAbsent)?;
            Ok::<_, Failure>((envelope, row))
        })?;
        let title = self
            .vault()
            .read(|view| spelling::title_of(view, &envelope.kind, &envelope.body, Lang::En))?;
        let named = |failure: Failure| match failure.code {
            ErrorCode::EvidenceDamaged | ErrorCode::EvidenceAbsent => Failure::about(failure.code, title.clone()),
            _ => failure,
        };
        let mut opened = evidence::open(self.vault(), row.file).map_err(|error| named(open_failure(&error)))?;
        let unfinished = write_new(out, &mut opened, &row.sha256).map_err(named)?;
        let payload =
            json!({ "action": "exported", "by": self.author(), "file": file_name(out), "path": out.to_string_lossy() });
        self.enter_copies(&[(envelope.id, payload)], || unfinished.publish(out))?;
        unfinished.keep();
        self.vault().read(|view| line_alone(view, envelope, now, Lang::En))
    }

    /// The name a piece of evidence came with, to offer when it is saved.
    ///
    /// # Errors
    /// [`ErrorCode::NoSuchRecord`].
    pub fn evidence_name(&self, id: &str) -> Result<String, Failure> {
        let view = self.read_record(id)?;
        Ok(view
            .body
            .get("original_name")
            .and_then(Value::as_str)
            .unwrap_or("evidence")
            .to_owned())
    }

    /// A small picture of an item, decoded under strict limits and encoded anew; never the original's bytes.
    ///
    /// # Errors
    /// [`ErrorCode::EvidenceAbsent`] also for what is no picture, and while names are hidden: a face is one.
    pub fn thumbnail(&self, id: RecordId) -> Result<Vec<u8>, Failure> {
        let row = self.vault().read(|view| {
            let is_hidden = concealing::is_on(view)?;
            let row = evidence_files::of_item(view, id)?;
            Ok::<_, Failure>(row.filter(|_| !is_hidden))
        })?;
        let row = row.ok_or(ErrorCode::EvidenceAbsent)?;
        let opened = evidence::open(self.vault(), row.file).map_err(|error| open_failure(&error))?;
        picture::small(opened, row.size).ok_or_else(|| ErrorCode::EvidenceAbsent.into())
    }
}

/// Every piece of evidence among the records, as lines.
pub(crate) fn lines(
    view: &View<'_>,
    envelopes: &[Envelope],
    now: Timestamp,
    lang: Lang,
) -> Result<Vec<EvidenceLine>, Failure> {
    let items = envelopes
        .iter()
        .filter(|envelope| envelope.kind == EvidenceItem::SPEC.name);
    items.map(|envelope| line(view, envelope, now, lang)).collect()
}

/// A line of one item, outside the page of its case.
fn line_alone(view: &View<'_>, mut envelope: Envelope, now: Timestamp, lang: Lang) -> Result<EvidenceLine, Failure> {
    spelling::spell_out(view, &envelope.kind, &mut envelope.body, lang)?;
    line(view, &envelope, now, lang)
}

/// A line of an item that passed [`spelling`].
fn line(view: &View<'_>, envelope: &Envelope, now: Timestamp, lang: Lang) -> Result<EvidenceLine, Failure> {
    let item = EvidenceItem::read(&envelope.body).unwrap_or_default();
    let row = evidence_files::of_item(view, envelope.id)?;
    let added = journal::of_item(view, envelope.id)?
        .first()
        .map_or(envelope.time, |entry| entry.time);
    let size = item.size.and_then(|size| u64::try_from(size).ok()).unwrap_or(0);
    let media_type = item.media_type.unwrap_or_else(|| UNKNOWN_TYPE.to_owned());
    Ok(EvidenceLine {
        id: envelope.id,
        title: title_of(&envelope.kind, &envelope.body, lang),
        original_name: item.original_name.unwrap_or_default(),
        shape: shape(&media_type).to_owned(),
        has_thumbnail: row.is_some() && picture::can_draw(&media_type) && !concealing::is_on(view)?,
        media_type,
        size,
        size_text: size_text(size, lang),
        is_absent: row.is_none() && item.sha256.is_some(),
        is_described: row.is_none() && item.sha256.is_none(),
        remark: opening(&item.remarks),
        sha256: item.sha256.unwrap_or_default(),
        added: recent_text(added, now, lang),
        sensitivity: item
            .sensitivity
            .iter()
            .map(|value| coded("sensitivity", value, lang))
            .collect(),
    })
}

fn shape(media_type: &str) -> &'static str {
    match media_type.split('/').next() {
        Some("image") => "picture",
        Some("audio") => "audio",
        Some("video") => "video",
        Some("text") => "document",
        Some("application") if media_type != UNKNOWN_TYPE => "document",
        _ => "other",
    }
}

/// The ending that suits a type; `bin` for what is not known.
pub(crate) fn extension_of(media_type: &str) -> &'static str {
    match media_type {
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "image/webp" => "webp",
        "image/gif" => "gif",
        "image/heif" => "heic",
        "image/tiff" => "tif",
        "audio/mpeg" => "mp3",
        "audio/ogg" | "audio/opus" => "ogg",
        "audio/x-wav" | "audio/wav" => "wav",
        "audio/m4a" | "audio/mp4" => "m4a",
        "audio/x-flac" => "flac",
        "audio/amr" => "amr",
        "video/mp4" => "mp4",
        "video/quicktime" => "mov",
        "video/webm" => "webm",
        "video/3gpp" => "3gp",
        "video/x-msvideo" => "avi",
        "video/x-matroska" => "mkv",
        "application/pdf" => "pdf",
        "application/zip" => "zip",
        "application/msword" => "doc",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "docx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => "xlsx",
        "text/plain" => "txt",
        "text/html" => "html.txt",
        _ => "bin",
    }
}

/// Opens a regular file and tells its type by its first bytes. A link is followed; a folder, pipe or device is refused.
fn open_source(path: &Path) -> Result<(File, &'static str), Failure> {
    let unreadable = |_| Failure::about(ErrorCode::FileUnreadable, file_name(path));
    let is_file = path.metadata().map_err(unreadable)?.is_file();
    if !is_file {
        return Err(Failure::about(ErrorCode::FileUnreadable, file_name(path)));
    }
    let mut file = File::open(path).map_err(unreadable)?;
    let mut first = Vec::new();
    Read::by_ref(&mut file)
        .take(SNIFF as u64)
        .read_to_end(&mut first)
        .map_err(unreadable)?;
    file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    Ok((file, sniffed(&first)))
}

pub(crate) fn sniffed(first: &[u8]) -> &'static str {
    match infer::get(first) {
        Some(kind) => kind.mime_type(),
        None if !first.is_empty() && std::str::from_utf8(first).is_ok_and(|text| !text.contains('\0')) => "text/plain",
        None => UNKNOWN_TYPE,
    }
}

pub(crate) fn add_failure(error: AddError, name: &str) -> Failure {
    match error {
        AddError::Unreadable(_) => Failure::about(ErrorCode::FileUnreadable, name),
        AddError::Full => Failure::about(ErrorCode::DiskFull, name),
        AddError::Stopped => ErrorCode::Cancelled.into(),
        AddError::Store(error) => error.into(),
    }
}

pub(crate) fn open_failure(error: &OpenEvidenceError) -> Failure {
    match error {
        OpenEvidenceError::Missing => ErrorCode::EvidenceAbsent.into(),
        OpenEvidenceError::Damaged | OpenEvidenceError::Unreadable(_) => ErrorCode::EvidenceDamaged.into(),
        OpenEvidenceError::Store(_) => ErrorCode::VaultDamaged.into(),
    }
}

/// Whether a record says nothing else about its file than what is stored. It may say nothing: fields can be withheld.
pub(crate) fn states(body: &Map<String, Value>, sha256: &[u8; 32], size: u64) -> bool {
    let same_hash = |stated: &Value| stated.as_str() == Some(&hex(sha256));
    let same_size = |stated: &Value| stated.as_u64() == Some(size);
    body.get("sha256").is_none_or(same_hash) && body.get("size").is_none_or(same_size)
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let code = match error {
            StoreError::Full => ErrorCode::DiskFull,
            StoreError::ReadOnly => ErrorCode::ReadOnly,
            StoreError::Damaged | StoreError::Missing => ErrorCode::VaultDamaged,
            StoreError::Busy => ErrorCode::VaultInUse,
            StoreError::Newer { .. } => ErrorCode::NewerVault,
            StoreError::Interrupted => ErrorCode::Cancelled,
            StoreError::Forgotten | StoreError::Trashed | StoreError::OtherKind => ErrorCode::NoSuchRecord,
            StoreError::NotTrashed => ErrorCode::NotInTrash,
            StoreError::NoEncryption | StoreError::Io(_) | StoreError::Refused { .. } => ErrorCode::System,
        };
        code.into()
    }
}
