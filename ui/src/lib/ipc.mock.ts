// Invented answers for development and tests, in the place of the real program. Never part of a build that ships.
import type { CaseRow } from '../generated/CaseRow';
import type { ContactView } from '../generated/ContactView';
import type { Look } from '../generated/Look';
import { backedUpIn, cardsIn, checkedIn, codeIn, rehearsedIn, slotsIn, stateIn } from './mock/care';
import { readIn } from './mock/dates';
import { intakeAnswers } from './mock/intake';
import { kindsIn, vocabularyAnswers } from './mock/kinds';
import { historyIn, trashAnswers } from './mock/trash';
import { numberAnswers } from './mock/numbers';
import { paperAnswers } from './mock/papers';
import { caseIn, contactsIn, evidenceIn, exportIn, insideIn, journalIn, ledgerIn, practiceIn, previewIn, rowsIn, type Words } from './mock/story';
import { addTask, deadlinesIn, rulesIn, settle } from './mock/tasks';

type Args = Record<string, unknown> & { lang: 'en' | 'ru' | 'kk' };

// As in the real window (`freezePrototype`), so that nothing comes to rely on what is refused there.
Object.freeze(Object.prototype);

const wish = new URLSearchParams(location.search);
let door = wish.get('door') ?? 'locked';
let look: Look | null =
  door === 'absent'
    ? null
    : { lang: (wish.get('lang') ?? 'ru') as Look['lang'], theme: (wish.get('theme') ?? 'light') as Look['theme'], text_size: Number(wish.get('text') ?? 100) };
const isEmpty = wish.has('empty');
let made: CaseRow[] = [];
let verified = false;
let isBackedUp = false;
const removed = new Set<number>();
const bodies = new Map<string, { kind: string; body: Record<string, unknown> }>();
const words: Words = { code: 'арал бидай көкжиек дала шыны ұршық мінбе'.split(' '), print: ['20419', '88310', '55271', '09436', '71920', '36658'] };

const answers: Record<string, (args: Args) => unknown> = {
  read_status: () => ({ door, look, idle_minutes: 10 }),
  set_look: (args) => {
    look = args['look'] as Look;
    return null;
  },
  suggest_passphrase: ({ lang }) =>
    ({ kk: 'арал бидай көкжиек дала шыны ұршық мінбе', ru: 'якорь ветка сумрак лодка яблоня гранит пчела', en: 'anchor willow harbour copper lantern meadow thistle' })[lang].split(' '),
  create_vault: ({ lang }) => {
    door = 'open';
    return codeIn(lang);
  },
  check_recovery_code: (args) => String(args['code']).split(' ').length === 13,
  unlock_vault: async (args) => {
    await new Promise((done) => setTimeout(done, 300));
    if (args['passphrase'] === 'wrong') throw { code: 'wrong-secret', about: '' };
    door = 'open';
    return { key_damaged: wish.has('damaged'), stray: 0, erasing_unfinished: false, drafts: 0, place: wish.has('place') ? { id: 'event-1', case: 'case-0', field: 'description', cursor: 12, is_intake: false } : null };
  },
  unlock_with_code: () => {
    throw { code: 'bad-recovery-code', about: '' };
  },
  recover_with_code: async (args) => {
    if (String(args['code']).split(' ').length !== 13) throw { code: 'bad-recovery-code', about: '' };
    return await opened();
  },
  recover_with_shares: async (args) => {
    if (args['first'] === args['second']) throw { code: 'shares-mixed', about: '' };
    return await opened();
  },
  restore_backup: async (args) => {
    await rest();
    if (args['passphrase'] === 'wrong') throw { code: 'wrong-secret', about: '' };
    door = 'locked';
    return { when: backedUpIn(args.lang).when, records: 412, files: 37, bytes: 96_000_000 };
  },
  lock_vault: () => ((door = 'locked'), null),
  wipe_vault: () => ((door = 'absent'), (look = null), null),
  touch: () => null,
  self_test: () => ['socket AF_INET', 'socket AF_INET6', 'io_uring', 'fetch'].map((name) => ({ name, refused: true })),

  list_cases: ({ lang }) => {
    const rows = isEmpty ? made : [...made, ...rowsIn(lang)];
    return { total: rows.length, practice: rows.filter((row) => row.is_practice).length, rows };
  },
  find_cases: (args) => {
    const { offset, limit, filters } = args['asked'] as { offset: number; limit: number; filters: unknown[] };
    const rows = isEmpty ? made : [...made, ...rowsIn(args.lang)];
    const many = filters.length ? rows.slice(0, 3) : rows;
    return { total: many.length, practice: many.filter((row) => row.is_practice).length, rows: many.slice(offset, offset + limit) };
  },
  search_among: (args) => answers['search_records']?.(args),
  list_filter_fields: () => [{ field: 'act.act_type', label: 'Что было сделано', kind_label: 'Деяние' }, { field: 'case.priority', label: 'Срочность', kind_label: 'Дело' }, { field: 'case.tags', label: 'Метки', kind_label: 'Дело' }],
  list_filter_values: () => [{ value: 'beating', label: 'избиение', records: 14 }, { value: 'threat', label: 'угроза', records: 9 }, { value: 'unknown', label: 'неизвестно', records: 2 }],
  list_filters: () => [{ name: 'Избиения', filters: [{ field: 'act.act_type', values: ['beating'] }], told: ['Что было сделано: избиение'], sort: 'recent' }],
  save_filter: () => null,
  remove_filter: () => true,
  summarize_case: ({ lang, case: id }) => made.find((row) => row.id === id) ?? rowsIn(lang).find((row) => row.id === id) ?? rowsIn(lang)[0],
  show_case: ({ lang, case: id }) => caseIn(lang, made.find((row) => row.id === id) ?? rowsIn(lang).find((row) => row.id === id) ?? rowsIn(lang)[0]!, bodies),
  create_case: (args) => {
    const asked = args['new'] as { title: string; told: string; when: string; locality: string };
    const id = `made-${String(made.length)}`;
    const row = { ...rowsIn(args.lang)[5]!, id, code: `K-26-0${String(40 + made.length)}`, title: asked.title, when: asked.when, place: asked.locality, response: null, questions: [] };
    made = [row, ...made];
    bodies.set(id, { kind: 'case', body: { title: asked.title } });
    bodies.set(`${id}-event`, { kind: 'event', body: { description: [{ text: asked.told }], locality: asked.locality } });
    return row;
  },
  add_record: (args) => {
    const id = `record-${String(bodies.size)}`;
    const record = { kind: String(args['kind']), body: args['body'] as Record<string, unknown> };
    bodies.set(id, record);
    return { id, case: args['case'], ...record, is_draft: false, focus: null, cursor: null, revisions: 1, withheld: [] };
  },
  begin_record: (args) => answers['add_record']?.(args),
  discard_draft: ({ id }) => (bodies.delete(String(id)), null),
  commit_resting_drafts: () => 0,
  leave_place: () => null,
  read_record: ({ id }) => {
    const known = bodies.get(String(id)) ?? { kind: String(id).replace(/-.*$/u, ''), body: { title: 'Удержание в отделе после вызова' } };
    return { id, case: 'case-0', ...known, is_draft: false, focus: null, cursor: null, revisions: 3, withheld: [] };
  },
  save_draft: (args) => {
    const known = bodies.get(String(args['id']));
    bodies.set(String(args['id']), { kind: known?.kind ?? 'event', body: args['body'] as Record<string, unknown> });
    return { problems: [] };
  },
  commit_draft: ({ id }) => answers['read_record']?.({ id, lang: 'ru' }),
  read_history: ({ lang, id }) => (/^case-|^made-\d+$/u.test(String(id)) ? null : historyIn(lang, String(id))) ?? caseIn(lang, rowsIn(lang)[0]!, bodies).timeline.map((item, at) => ({ n: at + 1, id: item.id, title: item.title, author: 'A.', machine: '7f31c0aa', time: '2026-11-20T10:00:00Z', when: item.when, changed: at % 2 ? [item.detail.split(' ')[0] ?? ''] : [] })),
  search_records: ({ lang, query }) =>
    String(query).length < 2
      ? []
      : caseIn(lang, rowsIn(lang)[0]!, bodies).timeline.slice(0, 4).map((item, at) => {
          const title = item.title.split(' ');
          return { id: item.id, case: 'case-0', case_code: 'K-26-031', kind: item.kind, kind_label: kindsIn(lang).find((kind) => kind.name === (at < 1 ? 'event' : 'proceeding_step'))?.label ?? '', title: item.title, is_practice: at === 3, snippet: `… ${title.slice(0, 1).join(' ')} \uE000${title[1] ?? ''}\uE001 ${title.slice(2).join(' ')} …` };
        }),
  list_kinds: ({ lang }) => kindsIn(lang),
  read_date: ({ value }) => readIn(value),
  names_hidden: () => false,
  hide_names: () => null,
  find_residual: () => [{ record: 'event-1', case: 'case-0', case_code: 'K-26-031', kind_label: 'Событие', field: 'description', field_label: 'Что произошло', class_label: 'имя', found: 'Дину', excerpt: '… ночью \uE000Дину\uE001 увезли в отдел…' }],
  find_person: ({ code }) => (String(code).startsWith('P-') ? { id: 'elsewhere', kind: 'person', kind_label: '', title: code } : null),
  list_shared: (args) =>
    [...bodies].filter(([, one]) => one.kind === args['kind']).map(([id, one]) => ({ id, kind: one.kind, kind_label: '', title: String(one.body['name_ru'] ?? one.body['value'] ?? '') })),

  ...intakeAnswers(bodies),
  take_intake: ({ id, lang }) => {
    bodies.delete(String(id));
    return rowsIn(lang)[0];
  },
  ...vocabularyAnswers(),
  ...numberAnswers(isEmpty),
  ...paperAnswers(),
  list_tasks: (args) => {
    const filter = args['filter'] as { case: string; all: boolean };
    const lines = isEmpty ? [] : deadlinesIn(args.lang).filter((line) => !filter.case || line.case_code === filter.case);
    return { lines: lines.filter((line) => filter.all || line.group !== 'settled'), older: 2, more: 0, is_partial: false };
  },
  settle_task: (args) => settle(args.lang, args['settle'] as Parameters<typeof settle>[1]),
  add_task: (args) => addTask(args.lang, (args['new'] as { what: string }).what),
  list_rules: ({ lang }) => rulesIn(lang),

  ...trashAnswers(() => answers, isEmpty),

  pick_evidence: ({ lang }) => [{ name: 'IMG_2041.jpg', item: evidenceIn(lang)[0], remark: '' }],
  verify_evidence: ({ lang }) => evidenceIn(lang).map((line) => ({ id: line.id, title: line.title, is_whole: true, finding: { ru: 'цел', kk: 'бүтін', en: 'whole' }[lang] })),
  export_evidence: () => 'IMG_2041.jpg',

  preview_seal: ({ lang }) => previewIn(lang, words),
  seal_bundle: () => ({ bundle: 'b1', file: '2026-11-23-7c1e.age', size: 24_600_000, size_text: '24,6 МБ', sha256: '9f3ac21e'.repeat(8), records: 22, evidence: 7, withheld: [] }),
  list_practice: ({ lang }) => (isEmpty ? { records: 0, cases: [] } : practiceIn(lang)),
  add_practice: ({ lang }) => practiceIn(lang),
  remove_practice: () => ({ id: 'practice-1', title: '', records: [], revisions: 81, files: 0, still_named_by: [], bundles: [], backups: [], exports: [], unfinished: false }),
  preview_export: ({ lang }) => exportIn(lang),
  import_document: () => ({ added: 12, kinds: ['Дело 1', 'Событие 3', 'Деяние 8'], refused: 1, refusals: [{ text: 'Дата: «весна» без года', note: 'records[4] event' }], as_told: 0 }),
  export_document: ({ lang }) => ({ file: 'K-26-031.json', sha256: '4c20b7aa'.repeat(8), warning: '', ...exportIn(lang) }),
  inspect_bundle: ({ lang }) => insideIn(lang, words),
  open_bundle: ({ lang }) => ({ inspected: insideIn(lang, words), cases: ['case-0'], taken: 22, known: 3, merged: 1, conflicting: 1, evidence: 7, proposed: 0, contacts: 0, alarms: [], acknowledged: 0 }),
  list_conflicts: () => [],
  list_endings: () => [],
  list_merges: () => [],
  read_journal: ({ lang, skip }) => journalIn(lang, Number(skip)),
  verify_journal: () => ({ entries: 120, faults: [] }),
  close_bundle: () => null,
  list_bundles: ({ lang }) => (isEmpty ? [] : ledgerIn(lang)),
  list_contacts: ({ lang }) => (isEmpty ? [] : contactsIn(lang, words, verified)),
  add_contact: (args) => ({ ...contactsIn(args.lang, words, false)[1], name: args['name'] }) as ContactView,
  verify_contact: ({ lang }) => ((verified = true), contactsIn(lang, words, true)[1]),
  read_own_card: () => ({ text: '', qr: '', name: 'Сандық', recipient: 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p', digits: words.print, words: words.code }),
  set_own_name: () => null,
  save_own_card: () => 'card.txt',

  list_slots: ({ lang }) => slotsIn(lang).filter(({ number }) => !removed.has(number)),
  change_passphrase: (args) => known(args, () => null),
  add_passphrase: (args) => known(args, () => null),
  renew_recovery_code: (args) => known(args, () => codeIn(args.lang)),
  make_shares: (args) => known(args, () => cardsIn(args.lang)),
  remove_slot: (args) => known(args, () => (removed.add(Number(args['number'])), null)),
  rekey_vault: (args) => known(args, () => codeIn(args.lang)),

  make_backup: async ({ lang }) => {
    await rest();
    isBackedUp = true;
    return backedUpIn(lang);
  },
  rehearse_backup: async ({ lang }) => {
    await rest();
    return rehearsedIn(lang, !wish.has('damaged'));
  },
  read_backup_state: ({ lang }) => (isEmpty && !isBackedUp ? { when: '', place: '', changes: 4, is_due: false } : stateIn(lang, isBackedUp)),
  verify_vault: async ({ lang }) => {
    await rest();
    return checkedIn(lang, !wish.has('damaged'));
  },
};

/** As long as work takes in which something is derived, copied or read. */
const rest = () => new Promise((done) => setTimeout(done, 300));

async function opened(): Promise<unknown> {
  await rest();
  door = 'open';
  return { key_damaged: false, stray: 0, erasing_unfinished: false, drafts: 0 };
}

/** Answers whoever knows the current passphrase: anything but `wrong`. */
async function known(args: Args, answer: () => unknown): Promise<unknown> {
  await rest();
  if (args['current'] === 'wrong') throw { code: 'wrong-secret', about: '' };
  return answer();
}

/** The same shape as Tauri's `invoke`. */
export async function invoke(command: string, args: Args): Promise<unknown> {
  const answer = answers[command];
  if (!answer) throw { code: 'system', about: command };
  return await answer(args);
}
