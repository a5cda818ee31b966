//! The figures of a large paper: an alternative report from 300 cases, written as DOCX and as PDF, beside `LibreOffice` laying out
//! that DOCX as PDF.
//!
//! ```sh
//! cargo bench -p sandyq-casework --bench paper             # 300 cases, 40 of them told
//! cargo bench -p sandyq-casework --bench paper -- 300 all  # … and every case told that may be
//! cargo bench -p sandyq-casework --bench paper -- ledger   # instead: what earlier tables add to the look at one that is to leave
//! ```
//! A time is that of one call of the verb on an open vault, from records to the finished file on the disk: no key derivation is in it.
//! The vault is generated as in the bench `scale`. The figures belong into docs/performance.md, with machine and commit.
#![allow(clippy::print_stdout, reason = "a bench is read on the terminal")]

use sandyq_casework::view::{ReportKind, ReportRequest, StatsRequest};
use sandyq_casework::{Host, KdfCost, Secret, Session, StatsFormat};
use sandyq_domain::{Lang, Timestamp};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

const LANG: Lang = Lang::Ru;
/// Cases that are told.
const TOLD: usize = 40;
const ROUNDS: usize = 3;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let cases = words.iter().find_map(|word| word.parse().ok()).unwrap_or(300);
    let place = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder beside the build");
    let mut session = generated(&place.path().join("vault"), cases);
    let every = request(Vec::new());
    agreed(&mut session, place.path());
    if words.iter().any(|word| word == "ledger") {
        return ledger(&mut session, place.path());
    }
    let preview = session
        .report_preview(&every, LANG, &mut going_on)
        .expect("the vault is open");
    let told = preview.cases.iter().filter(|case| case.is_told);
    let told: Vec<String> = told.map(|case| case.code.clone()).collect();
    println!("{cases} cases, {} of them with consents for this paper", told.len());
    let some = told.into_iter().take(TOLD).collect();
    measure(&mut session, place.path(), "some", &request(some));
    if words.iter().any(|word| word == "all") {
        measure(&mut session, place.path(), "all", &every);
    }
}

fn generated(folder: &Path, cases: u32) -> Session {
    // 2026-11-01: after everything that is generated.
    let host = Host {
        now: || Timestamp::from_millis(1_793_491_200_000),
        machine_mark: b"a bench".to_vec(),
    };
    let cost = KdfCost::cheap_for_tests();
    let secret = Secret::from_passphrase("seven invented words of a bench only").expect("it is long enough");
    let mut session = Session::create(folder, &secret, cost, host, LANG)
        .expect("the folder is empty")
        .0;
    session.generate(cases, 1, &mut |_| {}).expect("the vault is empty");
    session
}

/// Whoever suffered or told something agrees: generated people mostly have not.
fn agreed(session: &mut Session, place: &Path) {
    let file = place.join("all.json");
    let exported = session.export_document(&[], &file, LANG, &mut going_on);
    assert!(exported.is_ok(), "the vault is open");
    let document: Value = serde_json::from_slice(&fs::read(file).expect("it was written")).expect("it is JSON");
    let records = document["records"].as_array().expect("it holds records").iter();
    let named = records.flat_map(|record| {
        let people = ["victim", "source", "person"].map(|field| (record["case"].as_str(), record[field].as_str()));
        people.into_iter().filter_map(|(case, person)| Some((case?, person?)))
    });
    let named: BTreeSet<(&str, &str)> = named.collect();
    let consent = |(case, person): (&str, &str)| {
        json!({
            "kind": "consent", "case": case, "person": person, "given": "2026-10-01",
            "purpose": ["un_report", "own_statistics"], "identity_level": "pseudonym_detailed",
        })
    };
    let consents: Vec<Value> = named.into_iter().map(consent).collect();
    let document = json!({ "records": consents }).to_string();
    let report = session.import_document(&document, LANG).expect("it is a document");
    assert!(report.refused.is_empty(), "a consent was refused");
}

fn going_on(_: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn request(cases: Vec<String>) -> ReportRequest {
    ReportRequest {
        kind: ReportKind::AlternativeReport,
        cases,
        articles: Vec::new(),
        body: String::new(),
        lang: LANG,
        identity: String::new(),
        template: String::new(),
    }
}

/// The best of some rounds of each way, taken in turn.
fn measure(session: &mut Session, place: &Path, name: &str, asked: &ReportRequest) {
    let (mut docx, mut pdf, mut peer) = (f64::MAX, f64::MAX, f64::MAX);
    let mut told = 0;
    for round in 0..ROUNDS {
        let file = |ending: &str| place.join(format!("{name}-{round}.{ending}"));
        docx = docx.min(seconds(|| told = write(session, asked, &file("docx"))));
        pdf = pdf.min(seconds(|| told = write(session, asked, &file("pdf"))));
        peer = peer.min(seconds(|| laid_out(place, &file("docx"))));
    }
    let last = |ending: &str| place.join(format!("{name}-{}.{ending}", ROUNDS - 1));
    let inside = xml(&last("docx"));
    println!(
        "{told} narratives, {} tables, {} pictures, {} pages",
        inside.matches("<w:tbl>").count(),
        inside.matches("<w:drawing>").count(),
        pages(&last("pdf")),
    );
    println!("DOCX                        {docx:>8.2} s");
    println!("PDF                         {pdf:>8.2} s");
    println!("LibreOffice, DOCX into PDF  {peer:>8.2} s");
    println!("ratio                       {:>8.2}", pdf / peer);
}

fn seconds(work: impl FnOnce()) -> f64 {
    let started = Instant::now();
    work();
    started.elapsed().as_secs_f64()
}

/// The same table again and again, each of another beginning, so that none of them is an answer to the same question.
fn ledger(session: &mut Session, place: &Path) {
    let asked = |day: u32| StatsRequest {
        unit: "acts".into(),
        rows: Some("act.act_type".into()),
        columns: Some("region".into()),
        from: Some(format!("2000-01-{day:02}")),
        to: None,
        filters: Vec::new(),
    };
    let mut earlier = 0;
    for tables in [0, 100, 500] {
        while earlier < tables {
            earlier += 1;
            let file = place.join(format!("{earlier}.csv"));
            let written = session.release_stats(
                &asked(1 + earlier % 28),
                StatsFormat::Csv,
                &file,
                false,
                LANG,
                &mut going_on,
            );
            assert!(written.is_ok(), "the vault is open");
        }
        let best = (0..ROUNDS).map(|_| {
            seconds(|| {
                let looked = session.preview_stats(&asked(29), false, LANG, &mut going_on);
                assert!(looked.is_ok_and(|table| table.rows.len() > 3), "it has cells");
            })
        });
        let best = best.fold(f64::MAX, f64::min) * 1e3;
        println!("{tables:>4} earlier tables         {best:>8.1} ms");
    }
}

/// How many cases are told in it.
fn write(session: &mut Session, asked: &ReportRequest, out: &Path) -> u32 {
    let written = session.write_report(asked, out, LANG, &mut going_on);
    written.unwrap_or_else(|why| panic!("{why}")).preview.told
}

fn laid_out(place: &Path, docx: &Path) {
    let profile = format!("-env:UserInstallation=file://{}", place.join("office").display());
    let mut office = Command::new("soffice");
    office.args([
        &profile,
        "--headless",
        "--convert-to",
        "pdf:writer_pdf_Export",
        "--outdir",
    ]);
    let done = office.arg(place.join("laid-out")).arg(docx).output();
    assert!(
        done.expect("LibreOffice is installed").status.success(),
        "LibreOffice failed"
    );
}

fn xml(docx: &Path) -> String {
    let done = Command::new("unzip")
        .arg("-p")
        .arg(docx)
        .arg("word/document.xml")
        .output();
    String::from_utf8_lossy(&done.expect("unzip is installed").stdout).into_owned()
}

fn pages(pdf: &Path) -> String {
    let done = Command::new("pdfinfo").arg(pdf).output().expect("poppler is installed");
    let told = String::from_utf8_lossy(&done.stdout).into_owned();
    let line = told.lines().find_map(|line| line.strip_prefix("Pages:"));
    line.unwrap_or_default().trim().to_owned()
}
