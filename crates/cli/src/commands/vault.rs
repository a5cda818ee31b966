//! The vault itself: schema, init, wipe.

use crate::Trouble;
use crate::door::{Door, host};
use crate::print::{Out, say};
use sandyq_casework::emergency::WipeView;
use sandyq_casework::folder::{FolderState, folder_state};
use sandyq_casework::{ErrorCode, KdfCost, RecoveryCode, Session, emergency, session};
use sandyq_domain::words::{number_text, text};
use serde_json::json;

pub fn schema() -> Result<(), Trouble> {
    let schema = sandyq_domain::schema::schema();
    say(&serde_json::to_string_pretty(&schema).map_err(|_| Trouble::Said("the schema is not JSON".to_owned()))?)
}

pub fn init(door: &Door, out: Out) -> Result<(), Trouble> {
    emergency::resume(&door.dir)?;
    let secret = session::new_passphrase(&door.new_passphrase()?)?;
    let (session, code) = Session::create(&door.dir, &secret, KdfCost::calibrated(), host(), out.lang)?;
    session.lock()?;
    let joined = code.words(out.lang).join(" ");
    out.show(&json!({ "recovery_code": joined }), |_| recovery_lines(&code, out))
}

/// A recovery code, shown once.
pub fn recovery_lines(code: &RecoveryCode, out: Out) -> Vec<String> {
    vec![
        text(out.lang, "cli-recovery-intro"),
        String::new(),
        format!("  {}", code.words(out.lang).join(" ")),
        String::new(),
        text(out.lang, "cli-recovery-outro"),
    ]
}

pub fn wipe(door: &Door, out: Out, yes: bool) -> Result<(), Trouble> {
    if !yes {
        return Err(Trouble::Said(text(out.lang, "cli-wipe-needs-yes")));
    }
    let wiped = match (emergency::resume(&door.dir)?, folder_state(&door.dir)) {
        (Some(wiped), Ok(FolderState::Empty)) => wiped,
        // A mistyped folder must not be called wiped.
        (None, Ok(FolderState::Empty)) => return Err(ErrorCode::NoVault.into()),
        (Some(_) | None, _) => emergency::wipe(&door.dir)?,
    };
    out.show(&wiped, |wiped| wipe_lines(wiped, out))
}

/// What a wipe did, in lines.
pub fn wipe_lines(wiped: &WipeView, out: Out) -> Vec<String> {
    vec![
        format!(
            "{}: {:.1} ms",
            text(out.lang, "cli-wipe-no-return"),
            wiped.until_no_return_ms
        ),
        format!("{}: {:.1} ms", text(out.lang, "cli-wipe-total"), wiped.total_ms),
        format!(
            "{}: {}",
            text(out.lang, "cli-wipe-removed"),
            number_text(wiped.removed, out.lang)
        ),
        text(
            out.lang,
            if wiped.nothing_opens {
                "cli-wipe-nothing-opens"
            } else {
                "cli-wipe-something-left"
            },
        ),
    ]
}
