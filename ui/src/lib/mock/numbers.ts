// Invented numbers, for development and tests.
import type { GroupNumbers } from '../../generated/GroupNumbers';
import type { StatsCatalogue } from '../../generated/StatsCatalogue';
import type { StatsRequest } from '../../generated/StatsRequest';
import type { StatsTogether } from '../../generated/StatsTogether';
import type { StatsView } from '../../generated/StatsView';

export const asked = (unit: string, rows: string, columns: string | null = null): StatsRequest => ({ unit, rows, columns, from: null, to: null, filters: [] });
const catalogue: StatsCatalogue = {
  units: [{ unit: 'cases', label: 'Дела' }, { unit: 'acts', label: 'Деяния' }],
  dimensions: [
    { name: 'by_police', label: 'Полицией', group: '', units: ['cases', 'acts'] },
    { name: 'act.act_type', label: 'Что сделали', group: 'Деяние', units: ['cases', 'acts'] },
  ],
  questions: [
    { id: 'police', label: 'Полиция или нет', chart: 'bars', asked: asked('cases', 'by_police') },
    { id: 'deeds', label: 'Что сделали и кто', chart: 'grid', asked: asked('acts', 'by_police', 'act.act_type') },
  ],
  periods: [{ id: 'all', label: 'Всё время', from: null, to: null }, { id: 'this-year', label: 'Этот год', from: '2026-01-01', to: '2026-12-31' }],
  cases: 48,
};

export function tableOf(question: StatsRequest): StatsView {
  const columns = question.columns === null ? [] : ['beating', 'threat'].map((slug) => ({ value: slug, label: { beating: 'избиение', threat: 'угроза' }[slug] ?? slug, is_missing: false }));
  const line = (value: string, label: string, all: number) => ({
    value: { value, label, is_missing: value === '' },
    cells: columns.map((_, at) => ({ sure: at === 0 ? all - 1 : 1, possible: 0 })),
    all: { sure: all, possible: question.from ? 1 : 0 },
  });
  return {
    asked: question,
    title: 'Дела: Полицией (за все годы)',
    unit_label: 'Дела',
    rows_label: 'Полицией',
    columns_label: columns.length > 0 ? 'Что сделали' : '',
    columns,
    rows: [line('police', 'силовыми органами', 13), line('others', 'другими', 6), line('', 'не записано', 1)],
    column_totals: columns.map((_, at) => ({ sure: at === 0 ? 17 : 3, possible: 0 })),
    all: { sure: 20, possible: question.from ? 3 : 0 },
    has_period: question.from !== null,
    is_measured: false,
    hidden: 0,
    notes: ['N = 20', 'Это задокументированные дела. Они не выборка.', 'Правила счёта 1; записи 9f3ac21e.'],
    purpose: null,
    rules: 1,
    snapshot: '9f3ac21e'.repeat(8),
  };
}

const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 60" width="480" height="60" role="img"><title>20</title><g data-cell="police|"><rect x="16" y="16" width="300" height="20" fill="#0f6a6a"/></g></svg>`;

const group = (file: string, name: string, failure: GroupNumbers['failure'] = null): GroupNumbers => ({
  file, group: name, standing: 'подписано, но ключ не сверен', is_verified: false, number: 20, snapshot: '9f3ac21e'.repeat(8),
  title: 'Дела: Полицией (за все годы)', given: '27 ноября 2026', rules: 2, hidden: 2, failure,
});
const noneTogether: StatsTogether = { table: null, groups: [] };
const someTogether: StatsTogether = {
  table: tableOf(asked('cases', 'by_police', 'act.act_type')),
  groups: [group('one.age', 'Бірінші'), group('two.json', 'two.json', { code: 'other-period', about: 'two.json' }), group('three.age', '', { code: 'bundle-needs-passphrase', about: 'three.age' })],
};
let chosen = noneTogether;

export const numberAnswers = (isEmpty: boolean): Record<string, (args: Record<string, unknown>) => unknown> => ({
  read_catalogue: () => (isEmpty ? { ...catalogue, cases: 0 } : catalogue),
  count_stats: async (args) => {
    await new Promise((done) => setTimeout(done, 600));
    return tableOf(args['asked'] as StatsRequest);
  },
  count_values: (args) => tableOf(args['asked'] as StatsRequest),
  read_counting: () => 31,
  stop_counting: () => null,
  draw_stats: () => picture,
  list_counted_cases: () => ({ total: 1, cases: [{ id: 'case-0', code: 'K-26-031', title: 'Удержание в отделе', is_possible: false }] }),
  preview_stats: (args) => ({ ...tableOf(args['asked'] as StatsRequest), purpose: 'own_statistics' }),
  release_stats: (args) => ({ file: 'table.csv', table: tableOf(args['asked'] as StatsRequest), standing: null }),
  seal_stats: (args) => ({ file: 'table.age', table: tableOf(args['asked'] as StatsRequest), standing: { meaning: 'due', text: 'ключ ещё не сверен' } }),
  choose_numbers: () => (chosen = someTogether),
  open_numbers: () => chosen,
  read_together: () => chosen,
  drop_numbers: ({ at }) => (chosen = at === null ? noneTogether : { ...chosen, groups: chosen.groups.filter((_, place) => place !== at) }),
  save_together: () => 'together.csv',
  copy_stats: () => new TextEncoder().encode(picture).buffer,
  count_again: () => ({ same_records: true, same_numbers: true, lines: ['Записи те же, и все числа те же.'] }),
});
