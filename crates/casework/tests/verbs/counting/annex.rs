//! The statistical annex, opened as a recipient opens it.

use super::{asked, group, release, rows};
use crate::common::{Place, going_on, refused};
use sandyq_casework::view::{AnnexAsked, StatsView};
use sandyq_casework::{AnnexFormat, ErrorCode};
use sandyq_domain::Lang;
use sandyq_domain::words::text;
use serde_json::json;
use std::fs;
use std::path::Path;
use std::process::Command;

const YEAR: (&str, &str) = ("2025-01-01", "2025-12-31");

fn of_2025(for_partner: bool) -> AnnexAsked {
    AnnexAsked {
        from: Some(YEAR.0.to_owned()),
        to: Some(YEAR.1.to_owned()),
        for_partner,
    }
}

/// Deeds of police, of parents and of two employers; one application that police refused, one that was registered.
fn place() -> Place {
    let mut place = Place::new("Мониторинг");
    group(&mut place, 1, 19, true, "police_patrol");
    group(&mut place, 30, 7, true, "parent");
    group(&mut place, 40, 2, true, "employer");
    let step = |key: &str, kind: &str, day: &str, more: serde_json::Value| {
        let mut step = json!({ "kind": "proceeding_step", "key": key, "case": "k", "proceeding": "t", "step_type": kind, "date": day });
        let more = more.as_object().cloned().unwrap();
        step.as_object_mut().unwrap().extend(more);
        step
    };
    let asked = json!(["cc_145"]);
    place.import(&json!({ "records": [
        { "kind": "case", "key": "k", "title": "T" },
        { "kind": "proceeding", "key": "t", "case": "k", "title": "P", "proceeding_kind": "pre_trial_criminal", "outcome": "ongoing" },
        step("s1", "complaint_attempted", "2025-03-01", json!({ "requested_qualification": asked, "forum_level": "police_unit",
            "refusal_mode": "oral_refusal", "bias_motive": "insulted" })),
        step("s2", "complaint_filed", "2025-03-11", json!({ "continues": "s1", "requested_qualification": asked,
            "forum_level": "prosecutor_district", "refusal_mode": "written_refusal", "bias_motive": "silent" })),
        step("s3", "registered", "2025-04-10", json!({ "continues": "s2", "given_qualification": ["cc_146"], "forum_level": "police_dept" })),
    ] }));
    place
}

fn pages(folder: &Path, file: &str) -> String {
    let run = |program: &str, arguments: &[&str]| {
        let done = Command::new(program)
            .args(arguments)
            .current_dir(folder)
            .output()
            .unwrap();
        assert!(
            done.status.success(),
            "{program}: {}",
            String::from_utf8_lossy(&done.stderr)
        );
        String::from_utf8_lossy(&done.stdout).into_owned()
    };
    if file.ends_with(".docx") {
        let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
        run("soffice", &["--headless", &profile, "--convert-to", "pdf", file]);
    }
    let pdf = file.replace(".docx", ".pdf");
    let text = run("pdftotext", &["-layout", "-enc", "UTF-8", &pdf, "-"]);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_annex_tells_every_chapter_in_every_language_and_how_each_number_was_counted() {
    let mut place = place();
    for lang in Lang::ALL {
        for (name, format) in [("edit.docx", AnnexFormat::Docx), ("keep.pdf", AnnexFormat::Pdf)] {
            let out = place.path(&format!("{lang}-{name}"));
            let released = place
                .session
                .release_annex(&of_2025(false), format, &out, lang, &mut going_on)
                .unwrap();
            if let Some(keep) = std::env::var_os("SANDYQ_PAGES") {
                fs::copy(&out, Path::new(&keep).join(&released.file)).unwrap();
            }
            let read = pages(out.parent().unwrap(), &released.file);
            let mut rest = read.as_str();
            for chapter in [
                "title",
                "cases",
                "when",
                "where",
                "deeds",
                "victims",
                "applications",
                "answers",
                "motive",
                "outcomes",
                "losses",
                "quality",
            ] {
                let heading = text(lang, &format!("annex-{chapter}"));
                let at = rest.find(&heading);
                rest = &rest[at.unwrap_or_else(|| panic!("{lang} {name}: {heading} is missing"))..];
            }
            // Every table, and what is said in its stead, tells how many there are and from which records.
            let numbers = read.matches("N =").count() + read.matches("N=").count();
            assert!(numbers >= 19, "{lang} {name}: {numbers}");
            let later = release(&mut place, &asked("steps", None, None), &format!("{lang}-{name}.json"));
            let fingerprints = read.matches(&later.snapshot[..16]).count();
            assert!(fingerprints >= 19, "{lang} {name}: {fingerprints}");
        }
    }
}

#[test]
fn what_the_annex_hides_no_later_table_shows() {
    let mut place = place();
    let out = place.path("annex.xlsx");
    place
        .session
        .release_annex(&of_2025(false), AnnexFormat::Xlsx, &out, Lang::En, &mut going_on)
        .unwrap();
    assert!(fs::read(&out).unwrap().starts_with(b"PK"));
    let both = release(
        &mut place,
        &asked("acts", Some("involvement.perpetrator_type"), Some("act.act_type")),
        "later.json",
    );
    assert_eq!(rows(&both)["employer"], None);
    assert_eq!(rows(&both)["parent"], None, "seven, beside which two would follow");
}

#[test]
fn an_annex_of_no_period_or_over_another_file_leaves_nothing() {
    let mut place = place();
    let out = place.path("annex.pdf");
    let wrong = AnnexAsked {
        from: Some("spring".to_owned()),
        ..of_2025(false)
    };
    let write = |place: &mut Place, asked: &AnnexAsked| {
        place
            .session
            .release_annex(asked, AnnexFormat::Pdf, &out, Lang::En, &mut going_on)
    };
    assert_eq!(refused(write(&mut place, &wrong)), ErrorCode::BadPeriod);
    assert!(!out.exists());
    // Nobody agreed to a partner's statistics: the annex says so and tells of nobody, whatever was hidden for others before.
    let own = place.path("own.pdf");
    place
        .session
        .release_annex(&of_2025(false), AnnexFormat::Pdf, &own, Lang::En, &mut going_on)
        .unwrap();
    let partner = write(&mut place, &of_2025(true)).unwrap();
    assert!(
        partner.tables < 15,
        "{}: only what authorities did, and what is not known",
        partner.tables
    );
    assert_eq!(refused(write(&mut place, &of_2025(true))), ErrorCode::FileExists);
    let read = pages(out.parent().unwrap(), "annex.pdf").replace(' ', "");
    for told in ["N=28", "N=19", "N=*"] {
        assert!(!read.contains(told), "{told}: how many there are of whom");
    }
}

#[test]
fn an_annex_is_looked_at_first_and_that_enters_nothing_and_promises_what_is_written() {
    let mut place = place();
    let look = |place: &Place, asked: &AnnexAsked| {
        place
            .session
            .preview_annex(asked, Lang::En, &mut going_on)
            .unwrap_or_else(|failure| panic!("{failure}"))
    };
    let wrong = AnnexAsked {
        to: Some("never".to_owned()),
        ..of_2025(false)
    };
    let looked = place.session.preview_annex(&wrong, Lang::En, &mut going_on);
    assert_eq!(refused(looked), ErrorCode::BadPeriod);
    let first = look(&place, &of_2025(false));
    assert!(
        first.hidden > 0 && first.pictures > 0 && first.empty > 0,
        "two employers are hidden, and nothing was lost"
    );
    assert!(
        first.notes.iter().any(|note| note.contains("N = ")),
        "{:?}",
        first.notes
    );
    assert!(look(&place, &of_2025(false)) == first, "a look is no release");
    let shown: Vec<&StatsView> = first.chapters.iter().flat_map(|chapter| &chapter.tables).collect();
    let hides = |table: &&StatsView| table.rows.iter().any(|row| row.all.sure.is_none());
    assert_eq!(
        shown.into_iter().filter(hides).count(),
        first.hidden,
        "its numbers, without the small ones"
    );
    let out = place.path("annex.xlsx");
    let released = place
        .session
        .release_annex(&of_2025(false), AnnexFormat::Xlsx, &out, Lang::En, &mut going_on)
        .unwrap();
    assert_eq!(released.tables, first.tables + 1, "and what was not answered");
    let partner = look(&place, &of_2025(true));
    assert!(partner.tables < first.tables);
}
