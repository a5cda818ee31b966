//! The vocabularies, and the words a group adds to them.

use crate::Trouble;
use crate::arguments::{NewWord, VocabCommand};
use crate::print::{Out, table};
use sandyq_casework::view::{NewTerm, TermView, VocabularyLine, VocabularyView};
use sandyq_casework::{Session, vocabulary_lines, vocabulary_view};
use sandyq_domain::OwnTerms;
use sandyq_domain::words::text;

/// What is built in, without a vault.
pub fn built_in(out: Out, name: Option<&str>) -> Result<(), Trouble> {
    let none = OwnTerms::default();
    match name {
        None => out.show(&vocabulary_lines(out.lang, &none), |lines| list_lines(lines)),
        Some(name) => {
            let view =
                vocabulary_view(name, out.lang, &none).map_err(|failure| Trouble::from(failure).told_in(out.lang))?;
            out.show(&view, |view| view_lines(view, out))
        }
    }
}

pub fn run(session: &mut Session, out: Out, command: VocabCommand) -> Result<(), Trouble> {
    match command {
        VocabCommand::List { name: None } => out.show(&session.list_vocabularies(out.lang)?, |lines| list_lines(lines)),
        VocabCommand::List { name: Some(name) } => {
            out.show(&session.read_vocabulary(&name, out.lang)?, |view| view_lines(view, out))
        }
        VocabCommand::Add(word) => {
            let added = session.add_term(&new_term(*word), out.lang)?;
            out.show(&added, |added| table(&[cells(added, out)]))
        }
        VocabCommand::Retire { id, back } => {
            let changed = session.retire_term(&id, !back, out.lang)?;
            out.show(&changed, |changed| table(&[cells(changed, out)]))
        }
    }
}

fn new_term(word: NewWord) -> NewTerm {
    let NewWord {
        vocabulary,
        en,
        ru,
        kk,
        replaces,
        valid_from,
        valid_to,
        confirmed_by,
        confirmed_on,
        note,
    } = word;
    NewTerm {
        vocabulary,
        en,
        ru,
        kk,
        replaces,
        valid_from,
        valid_to,
        confirmed_by,
        confirmed_on,
        note,
    }
}

fn list_lines(lines: &[VocabularyLine]) -> Vec<String> {
    let cells = |line: &VocabularyLine| {
        let own = if line.own > 0 {
            format!("+{}", line.own)
        } else {
            String::new()
        };
        vec![line.name.clone(), line.terms.to_string(), own, line.label.clone()]
    };
    table(&lines.iter().map(cells).collect::<Vec<_>>())
}

fn view_lines(view: &VocabularyView, out: Out) -> Vec<String> {
    let mut lines = vec![format!("{}  {}", view.name, view.label), String::new()];
    lines.extend(table(
        &view.terms.iter().map(|term| cells(term, out)).collect::<Vec<_>>(),
    ));
    if !view.is_open {
        lines.extend([String::new(), text(out.lang, "error-vocabulary-closed")]);
    }
    lines
}

/// What a term is stored as, its word, and everything else that is known of it.
fn cells(term: &TermView, out: Out) -> Vec<String> {
    let stored = term.id.map_or_else(|| term.slug.clone(), |id| id.to_string());
    let esf = if term.esf.is_empty() {
        String::new()
    } else {
        format!("ESF {}", term.esf)
    };
    let replaces = if term.replaces.is_empty() {
        String::new()
    } else {
        format!("← {}", term.replaces)
    };
    let retired = if term.is_retired {
        text(out.lang, "field-term-retired")
    } else {
        String::new()
    };
    let facts = [
        esf,
        term.iso.clone(),
        term.articles.join(", "),
        term.flags.join(", "),
        term.validity.clone(),
        term.formerly.clone(),
        replaces,
        term.remark.clone(),
        retired,
    ];
    let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    vec![stored, term.label.clone(), facts.join(" · ")]
}
