//! What the page may ask. One file per permission group; `permissions/` grants exactly these.
//!
//! A command parses, calls one verb, and hands the answer on; an error crosses as a code and never as a sentence. Nothing
//! is decided here.

mod bundles;
mod care;
mod cases;
mod evidence;
mod exports;
mod filters;
mod gate;
mod intake;
mod keys;
mod links;
mod merging;
mod practice;
mod reports;
mod stats;
mod tasks;
mod trash;
mod vocabularies;

use crate::desk::Desk;
use crate::rounds::Rounds;
use sandyq_casework::{ErrorCode, Failure, Session};
use std::ops::ControlFlow;
use tauri::ipc::Invoke;
use tauri::{AppHandle, Manager};

/// Every command.
#[expect(clippy::too_many_lines, reason = "a list, one line each")]
pub fn all() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        gate::read_status,
        gate::set_look,
        gate::suggest_passphrase,
        gate::create_vault,
        gate::check_recovery_code,
        gate::unlock_vault,
        gate::unlock_with_code,
        gate::recover_with_code,
        gate::recover_with_shares,
        gate::restore_backup,
        gate::lock_vault,
        gate::wipe_vault,
        gate::touch,
        gate::self_test,
        cases::list_cases,
        cases::summarize_case,
        cases::show_case,
        cases::create_case,
        cases::add_record,
        cases::begin_record,
        cases::read_record,
        cases::save_draft,
        cases::commit_draft,
        cases::discard_draft,
        cases::commit_resting_drafts,
        cases::leave_place,
        cases::undo_record,
        cases::redo_record,
        cases::compare_revisions,
        cases::restore_revision,
        cases::read_history,
        cases::search_records,
        cases::list_kinds,
        cases::read_date,
        cases::list_shared,
        cases::find_person,
        cases::find_residual,
        cases::names_hidden,
        cases::hide_names,
        filters::find_cases,
        filters::search_among,
        filters::list_filter_fields,
        filters::list_filter_values,
        filters::list_filters,
        filters::save_filter,
        filters::remove_filter,
        intake::list_questions,
        intake::list_intakes,
        intake::preview_intake,
        intake::take_intake,
        intake::print_intake_form,
        evidence::pick_evidence,
        evidence::attach_evidence,
        evidence::verify_evidence,
        evidence::export_evidence,
        bundles::preview_seal,
        bundles::seal_bundle,
        exports::preview_export,
        exports::export_document,
        exports::import_document,
        links::propose_links,
        links::accept_link,
        links::decline_link,
        links::group_cases,
        links::show_group,
        links::draw_group,
        links::export_graph,
        practice::list_practice,
        practice::add_practice,
        practice::remove_practice,
        bundles::inspect_bundle,
        bundles::open_bundle,
        bundles::close_bundle,
        bundles::list_bundles,
        bundles::list_contacts,
        bundles::add_contact,
        bundles::verify_contact,
        bundles::read_own_card,
        bundles::set_own_name,
        bundles::save_own_card,
        bundles::unseal_bundle,
        bundles::compare_contact,
        bundles::set_own_contact,
        bundles::save_proof_card,
        bundles::print_own_card,
        merging::list_conflicts,
        merging::resolve_conflict,
        merging::list_endings,
        merging::decide_ending,
        merging::list_merges,
        merging::undo_merge,
        merging::read_journal,
        merging::verify_journal,
        keys::list_slots,
        keys::change_passphrase,
        keys::add_passphrase,
        keys::renew_recovery_code,
        keys::make_shares,
        keys::remove_slot,
        keys::rekey_vault,
        care::make_backup,
        care::rehearse_backup,
        care::read_backup_state,
        care::verify_vault,
        stats::read_catalogue,
        stats::count_stats,
        stats::count_values,
        stats::read_counting,
        stats::stop_counting,
        stats::draw_stats,
        stats::list_counted_cases,
        stats::preview_stats,
        stats::release_stats,
        stats::copy_stats,
        stats::count_again,
        stats::seal_stats,
        stats::choose_numbers,
        stats::open_numbers,
        stats::read_together,
        stats::drop_numbers,
        stats::save_together,
        reports::preview_report,
        reports::write_report,
        reports::stop_writing,
        reports::preview_annex,
        reports::write_annex,
        reports::pick_template,
        reports::save_template,
        tasks::list_tasks,
        tasks::settle_task,
        tasks::add_task,
        tasks::list_rules,
        trash::delete_record,
        trash::restore_record,
        trash::list_trash,
        trash::preview_gone,
        trash::destroy_record,
        trash::forget_record,
        trash::undo_action,
        trash::redo_action,
        trash::list_actions,
        vocabularies::list_vocabularies,
        vocabularies::read_vocabulary,
        vocabularies::add_term,
        vocabularies::retire_term,
    ]
}

/// Works with the open vault, away from the main thread.
async fn blocking<T: Send + 'static>(
    app: AppHandle,
    verb: impl FnOnce(&mut Session) -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    aside(move || app.state::<Desk>().with(verb)).await
}

/// Long work goes on until the vault is being closed: a lock does not wait for it.
fn until_leaving(app: &AppHandle) -> impl FnMut(u64) -> ControlFlow<()> {
    let app = app.clone();
    move |_| {
        if app.state::<Desk>().is_leaving() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

/// Does what may wait (a dialog, a key derivation) away from the main thread.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> Result<T, Failure> + Send + 'static) -> Result<T, Failure> {
    // A panic is a fault of ours: the vault's transaction was rolled back, and the page hears that it did not work.
    tauri::async_runtime::spawn_blocking(work)
        .await
        .unwrap_or_else(|_| Err(ErrorCode::System.into()))
}

/// One round of long work with the open vault, away from the main thread.
async fn in_turn<T: Send + 'static>(
    app: AppHandle,
    rounds: fn(&Desk) -> &Rounds,
    verb: impl FnOnce(&mut Session, &mut dyn FnMut(u64) -> ControlFlow<()>) -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    // Begun before it waits for the vault: what it replaces lets go of it.
    let mut go_on = until_replaced(&app, rounds);
    blocking(app, move |session| verb(session, &mut go_on)).await
}

/// Long work goes on until something newer takes its place or the vault is being closed.
fn until_replaced(app: &AppHandle, rounds: fn(&Desk) -> &Rounds) -> impl FnMut(u64) -> ControlFlow<()> + use<> {
    let app = app.clone();
    let round = rounds(&app.state::<Desk>()).begin();
    move |done| {
        let desk = app.state::<Desk>();
        if desk.is_leaving() {
            return ControlFlow::Break(());
        }
        rounds(&desk).note(round, done)
    }
}
