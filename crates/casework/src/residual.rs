//! Names, numbers and addresses left in texts: where they stand, so that somebody can take them out. Names belong into
//! the identity alone; a text goes into bundles and reports.

use crate::concealing;
use crate::failure::Failure;
use crate::finding::{find_case, whole_case};
use crate::reading;
use crate::session::Session;
use crate::view::ResidualLine;
use sandyq_domain::kinds::{Kind, PersonIdentity};
use sandyq_domain::residual::{self, Known};
use sandyq_domain::words::text;
use sandyq_domain::{Envelope, Lang, Privacy, RecordId, kind_spec};
use sandyq_vault::{View, codes, walking};

/// So many characters are shown before and behind what was found.
const AROUND: usize = 28;
/// Most places told of one case: whoever has taken these out asks again.
const MOST: usize = 200;

impl Session {
    /// What identifies somebody in the texts of a case, or of every case that is not for practice.
    ///
    /// # Errors
    /// [`crate::ErrorCode::NoSuchCase`].
    pub fn find_residual(&self, case: Option<&str>, lang: Lang) -> Result<Vec<ResidualLine>, Failure> {
        self.vault().read(|view| {
            let cases = match case {
                Some(case) => vec![find_case(view, case)?],
                None => walking::cases(view)?,
            };
            let mut lines = Vec::new();
            for case in cases {
                lines.extend(of_case(view, case, lang)?);
            }
            if concealing::is_on(view)? {
                concealing::conceal_lines(&mut lines);
            }
            Ok(lines)
        })
    }
}

pub(crate) fn of_case(view: &View<'_>, case: RecordId, lang: Lang) -> Result<Vec<ResidualLine>, Failure> {
    let envelopes = whole_case(view, case)?;
    let code = codes::shown(view, case)?.unwrap_or_default();
    let mut lines = found_in(&envelopes, &envelopes, lang);
    for line in &mut lines {
        line.case = case;
        line.case_code.clone_from(&code);
    }
    Ok(lines)
}

/// What identifies those whose identities are among `people` in the texts of `envelopes`; identities themselves are left out.
pub(crate) fn found_in(envelopes: &[Envelope], people: &[Envelope], lang: Lang) -> Vec<ResidualLine> {
    let known = known(people);
    let mut lines = Vec::new();
    for envelope in envelopes {
        let Some(spec) = kind_spec(&envelope.kind) else {
            continue;
        };
        for field in spec.fields {
            if field.privacy == Privacy::A || field.machine_made {
                continue;
            }
            let mut texts = Vec::new();
            if let Some(value) = envelope.body.get(field.name) {
                field.texts(value, &mut texts);
            }
            for text_found in texts {
                for found in residual::find(text_found, &known) {
                    let class = found.class.slug();
                    lines.push(ResidualLine {
                        record: envelope.id,
                        case: envelope.case.unwrap_or(envelope.id),
                        case_code: String::new(),
                        kind_label: reading::kind_label(&envelope.kind, lang),
                        field: field.name.to_owned(),
                        field_label: text(lang, &format!("field-{}-{}", envelope.kind, field.name)),
                        class_label: text(lang, &format!("residual-{class}")),
                        found: text_found[found.start..found.end].to_owned(),
                        excerpt: excerpt(text_found, found.start, found.end),
                    });
                    if lines.len() >= MOST {
                        return lines;
                    }
                }
            }
        }
    }
    lines
}

/// The names by which the people of a case may be recognised, their contacts and their documents.
pub(crate) fn known<'e>(envelopes: impl IntoIterator<Item = &'e Envelope>) -> Known {
    let identities = envelopes
        .into_iter()
        .filter(|envelope| envelope.kind == PersonIdentity::SPEC.name)
        .filter_map(|envelope| PersonIdentity::read(&envelope.body));
    let (mut names, mut others) = (Vec::new(), Vec::new());
    for identity in identities {
        names.extend([identity.legal_name, identity.used_name].into_iter().flatten());
        others.extend(
            [identity.iin, identity.documents, identity.emergency_contact]
                .into_iter()
                .flatten(),
        );
        others.extend(identity.contacts);
        others.extend(identity.aliases.iter().cloned());
        names.extend(identity.aliases);
    }
    Known::of(names.iter().map(String::as_str)).and(others.iter().map(String::as_str))
}

/// The words around it, itself between the marks that a search puts around a hit.
fn excerpt(text: &str, start: usize, end: usize) -> String {
    use sandyq_vault::search::{MARK_END, MARK_START};
    let clean = |part: &str| part.split_whitespace().collect::<Vec<_>>().join(" ");
    let from = text[..start].char_indices().rev().nth(AROUND).map_or(0, |(at, _)| at);
    let to = text[end..]
        .char_indices()
        .nth(AROUND)
        .map_or(text.len(), |(at, _)| end + at);
    let gap = |cut: bool, words: &str| if cut { format!("…{words}") } else { words.to_owned() };
    let before = gap(from > 0, &clean(&text[from..start]));
    let behind = clean(&text[end..to]);
    let more = if to < text.len() { "…" } else { "" };
    format!(
        "{before} {MARK_START}{}{MARK_END} {behind}{more}",
        clean(&text[start..end])
    )
    .trim()
    .to_owned()
}
