// The one door to the program. Nothing else in the page knows that Tauri exists.
import { invoke } from '@tauri-apps/api/core';
import type { ActionsView } from '../generated/ActionsView';
import type { AnnexAsked } from '../generated/AnnexAsked';
import type { AnnexPreview } from '../generated/AnnexPreview';
import type { AnnexReleased } from '../generated/AnnexReleased';
import type { AttachOutcome } from '../generated/AttachOutcome';
import type { BackupState } from '../generated/BackupState';
import type { BackupView } from '../generated/BackupView';
import type { BundleLine } from '../generated/BundleLine';
import type { CardView } from '../generated/CardView';
import type { CaseList } from '../generated/CaseList';
import type { CasePage } from '../generated/CasePage';
import type { CaseQuery } from '../generated/CaseQuery';
import type { CaseRow } from '../generated/CaseRow';
import type { CaseSort } from '../generated/CaseSort';
import type { ConflictView } from '../generated/ConflictView';
import type { EndingView } from '../generated/EndingView';
import type { JournalCheck } from '../generated/JournalCheck';
import type { JournalPage } from '../generated/JournalPage';
import type { MergeLine } from '../generated/MergeLine';
import type { UndoneMerge } from '../generated/UndoneMerge';
import type { CountedCases } from '../generated/CountedCases';
import type { ContactView } from '../generated/ContactView';
import type { DateReading } from '../generated/DateReading';
import type { DeadlineLine } from '../generated/DeadlineLine';
import type { Deleted } from '../generated/Deleted';
import type { DraftSaved } from '../generated/DraftSaved';
import type { EvidenceCheck } from '../generated/EvidenceCheck';
import type { ExportOutcome } from '../generated/ExportOutcome';
import type { ExportPreview } from '../generated/ExportPreview';
import type { FieldChange } from '../generated/FieldChange';
import type { FieldFilter } from '../generated/FieldFilter';
import type { FilterField } from '../generated/FilterField';
import type { FilterValue } from '../generated/FilterValue';
import type { FormKind } from '../generated/FormKind';
import type { Gone } from '../generated/Gone';
import type { HistoryLine } from '../generated/HistoryLine';
import type { ImportView } from '../generated/ImportView';
import type { InspectView } from '../generated/InspectView';
import type { IntakeLine } from '../generated/IntakeLine';
import type { IntakePreview } from '../generated/IntakePreview';
import type { IntakeQuestion } from '../generated/IntakeQuestion';
import type { GroupView } from '../generated/GroupView';
import type { LinkOutcome } from '../generated/LinkOutcome';
import type { LinkProposals } from '../generated/LinkProposals';
import type { PictureOutcome } from '../generated/PictureOutcome';
import type { Lang } from '../generated/Lang';
import type { Look } from '../generated/Look';
import type { NewCase } from '../generated/NewCase';
import type { NewTerm } from '../generated/NewTerm';
import type { NewTask } from '../generated/NewTask';
import type { OpenOutcome } from '../generated/OpenOutcome';
import type { PracticeView } from '../generated/PracticeView';
import type { RecordLine } from '../generated/RecordLine';
import type { RecordView } from '../generated/RecordView';
import type { RecoveryView } from '../generated/RecoveryView';
import type { RehearsalView } from '../generated/RehearsalView';
import type { ReportKind } from '../generated/ReportKind';
import type { ReportPreview } from '../generated/ReportPreview';
import type { ReportRequest } from '../generated/ReportRequest';
import type { ReportWritten } from '../generated/ReportWritten';
import type { ResidualLine } from '../generated/ResidualLine';
import type { RestoreView } from '../generated/RestoreView';
import type { RuleLine } from '../generated/RuleLine';
import type { SavedFilter } from '../generated/SavedFilter';
import type { SealOutcome } from '../generated/SealOutcome';
import type { SealPreview } from '../generated/SealPreview';
import type { SealRequest } from '../generated/SealRequest';
import type { SearchHit } from '../generated/SearchHit';
import type { SettleTask } from '../generated/SettleTask';
import type { ShareView } from '../generated/ShareView';
import type { SlotView } from '../generated/SlotView';
import type { StatsAgain } from '../generated/StatsAgain';
import type { StatsCatalogue } from '../generated/StatsCatalogue';
import type { StatsFormat } from '../generated/StatsFormat';
import type { StatsReleased } from '../generated/StatsReleased';
import type { StatsRequest } from '../generated/StatsRequest';
import type { StatsTo } from '../generated/StatsTo';
import type { StatsTogether } from '../generated/StatsTogether';
import type { StatsView } from '../generated/StatsView';
import type { StatusView } from '../generated/StatusView';
import type { TermView } from '../generated/TermView';
import type { TaskFilter } from '../generated/TaskFilter';
import type { TaskList } from '../generated/TaskList';
import type { TrashLine } from '../generated/TrashLine';
import type { UnlockView } from '../generated/UnlockView';
import type { VerifyView } from '../generated/VerifyView';
import type { VocabularyLine } from '../generated/VocabularyLine';
import type { VocabularyView } from '../generated/VocabularyView';
import { asFailure } from './errors';
import { language } from './words.svelte';

/** A record's fields, as stored. */
export type Body = Record<string, unknown>;
type Nothing = Record<never, never>;

/** Every command: what it takes (besides the language, which always goes along) and what it answers. */
export interface Commands {
  read_status: [Nothing, StatusView];
  set_look: [{ look: Look }, null];
  suggest_passphrase: [Nothing, string[]];
  create_vault: [{ passphrase: string }, RecoveryView];
  check_recovery_code: [{ code: string }, boolean];
  unlock_vault: [{ passphrase: string }, UnlockView];
  unlock_with_code: [{ code: string }, UnlockView];
  recover_with_code: [{ code: string; passphrase: string }, UnlockView];
  recover_with_shares: [{ first: string; second: string; passphrase: string }, UnlockView];
  restore_backup: [{ passphrase: string }, RestoreView | null];
  lock_vault: [Nothing, null];
  wipe_vault: [Nothing, null];
  touch: [Nothing, null];
  self_test: [Nothing, { name: string; refused: boolean }[]];

  list_cases: [{ query: string; offset: number; limit: number }, CaseList];
  summarize_case: [{ case: string }, CaseRow];
  show_case: [{ case: string }, CasePage];
  create_case: [{ new: NewCase }, CaseRow];
  add_record: [{ kind: string; case: string | null; body: Body }, RecordView];
  begin_record: [{ kind: string; case: string; body: Body }, RecordView];
  read_record: [{ id: string }, RecordView];
  save_draft: [{ id: string; body: Body; focus: string | null; cursor: number | null }, DraftSaved];
  commit_draft: [{ id: string }, RecordView];
  discard_draft: [{ id: string }, null];
  commit_resting_drafts: [Nothing, number];
  leave_place: [Nothing, null];
  undo_record: [{ id: string }, RecordView];
  redo_record: [{ id: string }, RecordView];
  compare_revisions: [{ id: string; a: number; b: number }, FieldChange[]];
  restore_revision: [{ id: string; n: number }, RecordView];
  read_history: [{ id: string }, HistoryLine[]];
  search_records: [{ query: string }, SearchHit[]];
  list_kinds: [Nothing, FormKind[]];
  read_date: [{ value: unknown }, DateReading];

  find_cases: [{ asked: CaseQuery }, CaseList];
  search_among: [{ query: string; filters: FieldFilter[] }, SearchHit[]];
  list_filter_fields: [Nothing, FilterField[]];
  list_filter_values: [{ field: string }, FilterValue[]];
  list_filters: [Nothing, SavedFilter[]];
  save_filter: [{ name: string; filters: FieldFilter[]; sort: CaseSort }, null];
  remove_filter: [{ name: string }, boolean];

  propose_links: [Nothing, LinkProposals];
  accept_link: [{ id: string }, LinkOutcome];
  decline_link: [{ id: string; declined: boolean }, null];
  group_cases: [{ cases: string[]; title: string }, CaseRow];
  show_group: [{ case: string }, GroupView];
  draw_group: [{ case: string; dark: boolean }, string];
  export_graph: [{ case: string }, PictureOutcome | null];

  list_questions: [{ spoken: Lang }, IntakeQuestion[]];
  list_intakes: [Nothing, IntakeLine[]];
  preview_intake: [{ id: string }, IntakePreview];
  take_intake: [{ id: string }, CaseRow];
  print_intake_form: [{ spoken: Lang }, string | null];

  read_catalogue: [Nothing, StatsCatalogue];
  count_stats: [{ asked: StatsRequest }, StatsView];
  count_values: [{ asked: StatsRequest }, StatsView];
  read_counting: [Nothing, number];
  stop_writing: [Nothing, null];
  stop_counting: [Nothing, null];
  draw_stats: [{ table: StatsView; dark: boolean; width: number }, string];
  list_counted_cases: [{ asked: StatsRequest; row: string | null; column: string | null }, CountedCases];
  preview_stats: [{ asked: StatsRequest; for_partner: boolean }, StatsView];
  release_stats: [{ asked: StatsRequest; format: StatsFormat; for_partner: boolean }, StatsReleased | null];
  copy_stats: [{ asked: StatsRequest; format: StatsFormat; for_partner: boolean }, ArrayBuffer];
  seal_stats: [{ asked: StatsRequest; to: StatsTo }, StatsReleased | null];
  count_again: [Nothing, StatsAgain | null];
  choose_numbers: [{ paths?: string[] }, StatsTogether];
  open_numbers: [{ passphrase: string }, StatsTogether];
  read_together: [Nothing, StatsTogether];
  drop_numbers: [{ at: number | null }, StatsTogether];
  save_together: [{ format: StatsFormat }, string | null];

  preview_report: [{ request: ReportRequest }, ReportPreview];
  write_report: [{ request: ReportRequest; format: string }, ReportWritten | null];
  preview_annex: [{ asked: AnnexAsked }, AnnexPreview];
  write_annex: [{ asked: AnnexAsked; format: string; paper_lang: Lang }, AnnexReleased | null];
  pick_template: [Nothing, string | null];
  save_template: [{ kind: ReportKind; articles: string[]; paper_lang: Lang }, string | null];

  list_tasks: [{ filter: TaskFilter }, TaskList];
  settle_task: [{ settle: SettleTask }, DeadlineLine];
  add_task: [{ new: NewTask }, DeadlineLine];
  list_rules: [Nothing, RuleLine[]];
  list_shared: [{ kind: string }, RecordLine[]];
  names_hidden: [Nothing, boolean];
  hide_names: [{ hidden: boolean }, null];
  find_residual: [{ case: string }, ResidualLine[]];
  find_person: [{ code: string }, RecordLine | null];

  delete_record: [{ id: string }, Deleted];
  restore_record: [{ id: string }, Deleted];
  list_trash: [Nothing, TrashLine[]];
  preview_gone: [{ id: string }, Gone];
  destroy_record: [{ id: string }, Gone];
  forget_record: [{ id: string }, Gone];
  undo_action: [Nothing, ActionsView];
  redo_action: [Nothing, ActionsView];
  list_actions: [Nothing, ActionsView];

  pick_evidence: [{ case: string }, AttachOutcome[]];
  attach_evidence: [{ case: string; paths: string[] }, AttachOutcome[]];
  verify_evidence: [{ case: string | null }, EvidenceCheck[]];
  export_evidence: [{ id: string }, string | null];

  preview_seal: [{ request: SealRequest }, SealPreview];
  seal_bundle: [{ request: SealRequest }, SealOutcome | null];
  preview_export: [{ cases: string[] }, ExportPreview];
  export_document: [{ cases: string[] }, ExportOutcome | null];
  import_document: [Nothing, ImportView | null];
  list_practice: [Nothing, PracticeView];
  add_practice: [Nothing, PracticeView];
  remove_practice: [Nothing, Gone];
  inspect_bundle: [Nothing, InspectView | null];
  unseal_bundle: [{ passphrase: string }, InspectView];
  open_bundle: [{ accept_unknown: boolean; accept_undone: boolean }, OpenOutcome];
  list_conflicts: [Nothing, ConflictView[]];
  resolve_conflict: [{ id: string; sides: Record<string, number> }, RecordView];
  list_endings: [Nothing, EndingView[]];
  decide_ending: [{ number: number; accept: boolean }, null];
  list_merges: [Nothing, MergeLine[]];
  undo_merge: [{ bundle: string }, UndoneMerge];
  read_journal: [{ skip: number }, JournalPage];
  verify_journal: [Nothing, JournalCheck];
  close_bundle: [Nothing, null];
  list_bundles: [Nothing, BundleLine[]];
  list_contacts: [Nothing, ContactView[]];
  add_contact: [{ name: string }, ContactView | null];
  verify_contact: [{ id: string }, ContactView];
  compare_contact: [{ id: string; told: string }, ContactView];
  set_own_contact: [{ id: string; own: boolean }, ContactView];
  save_proof_card: [{ bundle: string }, string | null];
  print_own_card: [Nothing, string | null];
  read_own_card: [Nothing, CardView];
  set_own_name: [{ name: string }, null];
  save_own_card: [Nothing, string | null];

  list_slots: [Nothing, SlotView[]];
  change_passphrase: [{ current: string; passphrase: string }, null];
  add_passphrase: [{ current: string; passphrase: string; label: string }, null];
  renew_recovery_code: [{ current: string }, RecoveryView];
  make_shares: [{ current: string }, ShareView[] | null];
  remove_slot: [{ current: string; number: number }, null];
  rekey_vault: [{ current: string }, RecoveryView];

  make_backup: [Nothing, BackupView | null];
  rehearse_backup: [Nothing, RehearsalView | null];
  read_backup_state: [Nothing, BackupState];
  verify_vault: [Nothing, VerifyView];

  list_vocabularies: [Nothing, VocabularyLine[]];
  read_vocabulary: [{ name: string }, VocabularyView];
  add_term: [{ new: NewTerm }, TermView];
  retire_term: [{ id: string; retired: boolean }, TermView];
}

/** Asks the program. The only thing it ever throws is a `Failure`. */
export async function ask<K extends keyof Commands>(command: K, args: Commands[K][0]): Promise<Commands[K][1]> {
  // Read before the first await: an effect that asks runs again when the language changes.
  const lang = language.current;
  try {
    return await invoke<Commands[K][1]>(command, { ...args, lang });
  } catch (thrown) {
    // A code crosses, never an Error with a text.
    throw asFailure(thrown);
  }
}

/** Asks with a native file dialog, which a test replaces by the next path it has laid ready. */
export function askWithDialog<K extends DialogCommand>(command: K, args: Commands[K][0]): Promise<Commands[K][1]> {
  const path = laidReady();
  return ask(command, path === undefined ? args : { ...args, path });
}

/** Lets the person choose files to attach. */
export function pickEvidence(inCase: string): Promise<AttachOutcome[]> {
  const path = laidReady();
  if (path === undefined) return ask('pick_evidence', { case: inCase });
  return ask('attach_evidence', { case: inCase, paths: [path].flat() });
}

/** Lets the person choose tables of other groups. */
export function pickNumbers(): Promise<StatsTogether> {
  const path = laidReady();
  return ask('choose_numbers', path === undefined ? {} : { paths: [path].flat() });
}

/** Where the web view fetches the small picture of a piece of evidence. */
export function thumbnail(id: string): string {
  return `evidence://localhost/thumb/${id}`;
}

type DialogCommand =
  | 'export_evidence'
  | 'seal_bundle'
  | 'export_document' | 'import_document'
  | 'export_graph'
  | 'release_stats' | 'seal_stats' | 'save_together' | 'count_again'
  | 'write_report' | 'write_annex' | 'pick_template' | 'save_template'
  | 'print_intake_form'
  | 'inspect_bundle'
  | 'add_contact'
  | 'save_own_card'
  | 'save_proof_card'
  | 'print_own_card'
  | 'restore_backup'
  | 'make_shares'
  | 'make_backup'
  | 'rehearse_backup';

function laidReady(): string | string[] | undefined {
  const paths = (window as { __sandyq_paths?: (string | string[])[] }).__sandyq_paths;
  return paths?.shift();
}
