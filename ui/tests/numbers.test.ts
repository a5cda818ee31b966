// @vitest-environment jsdom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StatsCatalogue } from '../src/generated/StatsCatalogue';
import type { StatsCell } from '../src/generated/StatsCell';
import type { StatsRequest } from '../src/generated/StatsRequest';
import type { StatsView } from '../src/generated/StatsView';
import { byColumns, byRows, byUnit, isAsked, offers } from '../src/lib/asking';
import { cellAt, isAny, placeOf, walk, wordsOf, type At } from '../src/lib/cells';
import { drawingOf } from '../src/lib/drawing';

const invoke = vi.hoisted(() => vi.fn());
vi.mock('@tauri-apps/api/core', () => ({ invoke }));
const { numbers } = await import('../src/lib/numbers.svelte');
const { default: StatsTable } = await import('../src/parts/StatsTable.svelte');

const asked = (more: Partial<StatsRequest> = {}): StatsRequest => ({ unit: 'cases', rows: 'by_police', columns: null, from: null, to: null, filters: [], ...more });
const n = (sure: number | null, possible: number | null = 0): StatsCell => ({ sure, possible });
const value = (slug: string) => ({ value: slug, label: `«${slug}»`, is_missing: slug === '' });
const table = (more: Partial<StatsView> = {}): StatsView => ({
  asked: asked(),
  title: 'T',
  unit_label: 'U',
  rows_label: 'R',
  columns_label: 'C',
  columns: [value('a'), value('')],
  rows: [
    { value: value('x'), cells: [n(3), n(0)], all: n(3) },
    { value: value('y'), cells: [n(0), n(0)], all: n(0) },
    { value: value(''), cells: [n(1), n(0, 2)], all: n(1, 2) },
  ],
  column_totals: [n(4), n(0, 2)],
  all: n(4, 2),
  has_period: true,
  is_measured: false,
  hidden: 0,
  notes: [],
  purpose: null,
  rules: 1,
  snapshot: '',
  ...more,
});

describe('a question to the numbers', () => {
  const catalogue: StatsCatalogue = {
    units: [],
    questions: [],
    periods: [],
    cases: 1,
    dimensions: [
      { name: 'month', label: 'M', group: '', units: ['cases', 'applications'] },
      { name: 'act.act_type', label: 'A', group: 'Act', units: ['cases'] },
      { name: 'stage', label: 'S', group: '', units: ['applications'] },
    ],
  };

  it('keeps of another unit what says something of it, and moves what stood across when nothing is left down the side', () => {
    const filters = [{ field: 'act.act_type', values: ['beating'] }, { field: 'month', values: ['2025-01'] }];
    const next = byUnit(catalogue, asked({ rows: 'act.act_type', columns: 'month', filters }), 'applications');
    expect(next).toEqual(asked({ unit: 'applications', rows: 'month', filters: [{ field: 'month', values: ['2025-01'] }] }));
    expect(byUnit(catalogue, asked({ rows: 'stage' }), 'cases').rows).toBeNull();
  });

  it('never divides by the same twice, and by nothing across when by nothing down the side', () => {
    expect(byRows(asked({ rows: 'a', columns: 'b' }), 'b')).toMatchObject({ rows: 'b', columns: null });
    expect(byRows(asked({ rows: 'a', columns: 'b' }), '')).toMatchObject({ rows: null, columns: null });
    expect(byColumns(asked(), '')).toMatchObject({ columns: null });
  });

  it('offers what fits, by kind, and not what stands down the side already', () => {
    expect(offers(catalogue, 'cases', '–', 'month')).toEqual([{ options: [{ value: '', label: '–' }] }, { label: 'Act', options: [{ value: 'act.act_type', label: 'A' }] }]);
    expect(offers(catalogue, 'applications', '–')[1]?.options.map((one) => one.value)).toEqual(['month', 'stage']);
  });

  it('is the ready one in whatever period, and is not with a filter', () => {
    expect(isAsked(asked({ from: '2025-01-01' }), asked())).toBe(true);
    expect(isAsked(asked({ filters: [{ field: 'month', values: ['x'] }] }), asked())).toBe(false);
    expect(isAsked(null, asked())).toBe(false);
  });
});

describe('cells', () => {
  it('are walked to the next one that can be opened, and to the last with Home and End', () => {
    const there = new Set(['0,0', '0,3', '2,0']);
    const go = (code: string, line: number, column: number) => walk(code, { line, column }, 3, 4, (at: At) => there.has(`${String(at.line)},${String(at.column)}`));
    expect(go('ArrowRight', 0, 0)).toEqual({ line: 0, column: 3 });
    expect(go('ArrowDown', 0, 0)).toEqual({ line: 2, column: 0 });
    expect(go('End', 0, 0)).toEqual({ line: 0, column: 3 });
    expect(go('Home', 0, 3)).toEqual({ line: 0, column: 0 });
    expect(go('ArrowUp', 0, 0)).toBeNull();
    expect(go('ArrowDown', 0, 3)).toBeNull();
    expect(go('Enter', 0, 0)).toBeNull();
  });

  it('are found by the marks of the picture, where nothing recorded is a value and not all of it', () => {
    expect(placeOf('x|a', table())).toEqual({ row: 'x', column: 'a' });
    expect(placeOf('|', table())).toEqual({ row: '', column: '' });
    expect(placeOf('x|', table({ columns: [] }))).toEqual({ row: 'x', column: null });
    for (const stray of ['z|a', 'x|z', 'x', '']) expect(placeOf(stray, table())).toBeNull();
  });

  it('say how many stand there, sums too', () => {
    expect(cellAt(table(), { row: null, column: null })).toEqual(n(4, 2));
    expect(cellAt(table(), { row: '', column: null })).toEqual(n(1, 2));
    expect(cellAt(table(), { row: null, column: '' })).toEqual(n(0, 2));
    expect(cellAt(table(), { row: 'z', column: null })).toBeNull();
    expect(cellAt(table(), { row: 'x', column: 'z' })).toBeNull();
    expect([isAny(n(0, 2)), isAny(n(0)), isAny(n(null, null)), isAny(null)]).toEqual([true, false, false, false]);
    expect(wordsOf(table(), { row: 'x', column: '' })).toBe('«x» × «»');
  });
});

describe('a picture from the program', () => {
  const svg = (inside: string, more = '') => drawingOf(`<svg xmlns="http://www.w3.org/2000/svg" ${more}>${inside}</svg>`);

  it('becomes a part of the page with its marks', () => {
    const drawing = svg('<g data-cell="x|a"><title>x</title><rect x="1" fill="#fff"/><text>3</text></g>', 'role="img"');
    expect(drawing?.ownerDocument).toBe(document);
    expect(drawing?.querySelector('[data-cell]')?.textContent).toBe('x3');
  });

  it('is not shown when it holds anything that no chart is made of', () => {
    const hostile = [
      '<script>1</script>',
      '<foreignObject/>',
      '<image href="x"/>',
      '<use href="#a"/>',
      '<a href="https://example.org"><text>x</text></a>',
      '<rect onclick="x()"/>',
      '<rect style="fill:red"/>',
      '<rect fill="url(#a)"/>',
      '<rect fill="URL (#a)"/>',
      '<animate attributeName="x"/>',
      '<p xmlns="http://www.w3.org/1999/xhtml">x</p>',
    ];
    for (const one of hostile) expect(svg(one), one).toBeNull();
    expect(svg('', 'onload="x()"')).toBeNull();
    expect(drawingOf('<svg')).toBeNull();
    expect(drawingOf('<p xmlns="http://www.w3.org/1999/xhtml"/>')).toBeNull();
    expect(drawingOf('')).toBeNull();
  });
});

describe('counting', () => {
  interface Waiting {
    command: string;
    args: Record<string, unknown>;
    answer: (with_: unknown) => void;
    refuse: (failure: unknown) => void;
  }
  let waiting: Waiting[] = [];
  const rest = async (ms = 300) => {
    await vi.advanceTimersByTimeAsync(ms);
  };
  const commands = () => waiting.map((one) => one.command);

  beforeEach(() => {
    vi.useFakeTimers();
    waiting = [];
    invoke.mockImplementation((command: string, args: Record<string, unknown>) => {
      if (command !== 'count_stats') {
        waiting.push({ command, args, answer: () => undefined, refuse: () => undefined });
        return Promise.resolve(command === 'read_counting' ? 7 : null);
      }
      return new Promise((answer, refuse) => waiting.push({ command, args, answer, refuse }));
    });
    numbers.forget();
  });
  afterEach(() => vi.useRealTimers());

  it('begins after a rest, with the last of several choices', async () => {
    numbers.want(asked(), 'ru');
    numbers.want(asked({ unit: 'acts' }), 'ru');
    expect(numbers.busy).toBe(true);
    await rest();
    expect(commands()).toEqual(['count_stats']);
    expect(waiting[0]?.args['asked']).toMatchObject({ unit: 'acts' });
    waiting[0]?.answer(table());
    await rest(0);
    expect([numbers.busy, numbers.answer?.title]).toEqual([false, 'T']);
  });

  it('does not take a late answer to an older question for that of the newer one', async () => {
    numbers.want(asked(), 'ru');
    await rest();
    numbers.want(asked({ unit: 'acts' }), 'ru');
    await rest();
    waiting.find((one) => one.command === 'count_stats')?.refuse({ code: 'cancelled', about: '' });
    await rest(0);
    expect([numbers.busy, numbers.failure]).toEqual([true, null]);
    waiting.filter((one) => one.command === 'count_stats')[1]?.answer(table({ title: 'second' }));
    await rest(0);
    expect(numbers.answer?.title).toBe('second');
  });

  it('says how far it is while it goes on, and not afterwards', async () => {
    numbers.want(asked(), 'ru');
    await rest(1000);
    expect(numbers.done).toBe(7);
    waiting[0]?.answer(table());
    await rest(0);
    const asks = commands().length;
    await rest(2000);
    expect(commands().length).toBe(asks);
  });

  it('is not done twice for the same question, and anew for other words or other records', async () => {
    numbers.want(asked(), 'ru 0');
    await rest();
    waiting[0]?.answer(table());
    await rest(0);
    numbers.want(asked(), 'ru 0');
    await rest();
    expect(commands().filter((one) => one === 'count_stats')).toHaveLength(1);
    numbers.want(asked(), 'kk 0');
    await rest();
    expect(commands().filter((one) => one === 'count_stats')).toHaveLength(2);
  });

  it('ends when it is stopped, keeps the answer before, and can be begun again', async () => {
    numbers.ask(asked());
    numbers.want(asked(), 'ru');
    await rest();
    numbers.stop();
    expect(commands()).toContain('stop_counting');
    expect([numbers.busy, numbers.stopped]).toEqual([false, true]);
    waiting.find((one) => one.command === 'count_stats')?.refuse({ code: 'cancelled', about: '' });
    await rest(0);
    expect(numbers.failure).toBeNull();
    numbers.again();
    numbers.want(asked(), 'ru');
    expect([numbers.busy, numbers.stopped]).toEqual([true, false]);
  });

  it('says what went wrong, and forgets everything when the vault is closed', async () => {
    numbers.ask(asked());
    numbers.narrow({ field: 'region', values: ['kz_75'], told: 'R: A' });
    expect(numbers.asked?.filters).toEqual([{ field: 'region', values: ['kz_75'] }]);
    numbers.want(asked(), 'ru');
    await rest();
    waiting[0]?.refuse({ code: 'bad-period', about: 'x' });
    await rest(0);
    expect(numbers.failure?.code).toBe('bad-period');
    numbers.forget();
    expect([numbers.asked, numbers.answer, numbers.failure, numbers.chips]).toEqual([null, null, null, []]);
  });

  it('loses the filters that the question has not any more', () => {
    numbers.ask(asked());
    numbers.narrow({ field: 'region', values: ['kz_75'], told: 'R' });
    numbers.narrow({ field: 'month', values: [''], told: 'M' });
    numbers.widen('region');
    expect(numbers.chips.map((chip) => chip.field)).toEqual(['month']);
    numbers.ask(asked());
    expect(numbers.chips).toEqual([]);
  });
});

describe('a table of numbers', () => {
  let shown: ReturnType<typeof mount> | null = null;
  const open = (props: object) => {
    shown = mount(StatsTable, { target: document.body, props: { table: table(), testid: 'table', ...props } as never });
    flushSync();
  };
  afterEach(async () => {
    if (shown) await unmount(shown);
    shown = null;
  });
  const at = (place: string) => document.querySelector<HTMLElement>(`[data-at="${place}"]`);

  it('has one number that Tab reaches, none for nothing, and arrows that lead past it', async () => {
    const oncell = vi.fn();
    open({ oncell });
    expect(document.querySelectorAll('button[tabindex="0"]')).toHaveLength(1);
    expect([at('x|a')?.tagName, at('x|')?.tagName]).toEqual(['BUTTON', 'SPAN']);
    at('x|a')?.focus();
    at('x|a')?.dispatchEvent(new KeyboardEvent('keydown', { code: 'ArrowDown', bubbles: true }));
    await new Promise((done) => setTimeout(done));
    expect(document.activeElement).toBe(at('|a'));
    expect(at('|a')?.getAttribute('tabindex')).toBe('0');
    at('|a')?.click();
    expect(oncell).toHaveBeenCalledWith({ row: '', column: 'a' });
    at('*|*')?.click();
    expect(oncell).toHaveBeenLastCalledWith({ row: null, column: null });
  });

  it('shows what is only possible in a column of its own, and what is hidden by a sign', () => {
    open({ table: table({ rows: [{ value: value('x'), cells: [n(null, null), n(9, null)], all: n(9, null) }], all: n(9, null), has_period: true }) });
    expect(at('x|a')?.textContent).toBe('*');
    expect(at('x|~')).toBeNull();
    expect(document.querySelectorAll('button')).toHaveLength(0);
  });

  it('opens a cell in which something only may stand, from the number that is not nothing', () => {
    open({ oncell: vi.fn() });
    expect(at('|~')?.tagName).toBe('BUTTON');
    expect(at('y|~')?.tagName).toBe('SPAN');
  });

  it('ends a measured line where there is no value, has no sums, and leads from how many there are to their cases', () => {
    const oncell = vi.fn();
    const column = (slug: string) => ({ value: slug, label: slug, is_missing: false });
    const measured = table({
      is_measured: true,
      columns: ['values', 'median', 'sum'].map(column),
      rows: [
        { value: value('x'), cells: [n(4, null), n(12, null), n(240000, null)], all: n(4, null) },
        { value: value('y'), cells: [n(0, null)], all: n(0, null) },
        { value: value('z'), cells: [n(null, null), n(null, null), n(null, null)], all: n(null, null) },
      ],
      column_totals: [],
      all: n(4, null),
    });
    open({ oncell, table: measured });
    const cells = (line: number) => [...(document.querySelectorAll('tbody tr')[line]?.querySelectorAll('td') ?? [])].map((cell) => cell.textContent.trim());
    expect(document.querySelectorAll('tbody tr')).toHaveLength(3);
    expect(document.querySelectorAll('thead th')).toHaveLength(4);
    expect(cells(1)).toEqual(['0', expect.stringContaining('–'), expect.stringContaining('–')]);
    expect(cells(2)).toEqual(['*', '*', '*']);
    expect(at('x|sum')?.textContent.replace(/\s/gu, ' ')).toBe('240 000');
    expect([at('x|values')?.tagName, at('x|median')?.tagName, at('y|values')?.tagName]).toEqual(['BUTTON', 'SPAN', 'SPAN']);
    at('x|values')?.click();
    expect(oncell).toHaveBeenCalledWith({ row: 'x', column: null });
    expect(placeOf('x|', measured)).toEqual({ row: 'x', column: null });
  });
});
