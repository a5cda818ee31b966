// @vitest-environment jsdom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ReportCase } from '../src/generated/ReportCase';
import type { ReportPreview } from '../src/generated/ReportPreview';
import { askedOf, begun, groups, isBefore, specOf, type PaperForm } from '../src/lib/paper';

const invoke = vi.hoisted(() => vi.fn());
vi.mock('@tauri-apps/api/core', () => ({ invoke }));
const { papers } = await import('../src/lib/papers.svelte');
const { default: PaperForm_ } = await import('../src/parts/PaperForm.svelte');
const { default: PaperPeople } = await import('../src/parts/PaperPeople.svelte');

const preview = (more: Partial<ReportPreview> = {}): ReportPreview => ({
  kind_label: 'K',
  title: 'T',
  purpose: 'un_report',
  purpose_label: 'P',
  identity_label: 'I',
  cases: [],
  told: 1,
  stays: [],
  look_again: [],
  missing: [],
  lengths: [{ heading: 'W', words: 10, limit: null, is_over: false }],
  annex: null,
  formats: ['docx', 'pdf', 'csv'],
  ...more,
});
const form = (more: Partial<PaperForm> = {}): PaperForm => ({ ...begun('alternative-report', null, 'ru'), ...more });

describe('what is asked for a paper', () => {
  it('is nothing until the cases are chosen that it needs', () => {
    expect(askedOf(form())).toMatchObject({ paper: { cases: [] } });
    expect(askedOf(form({ all: false }))).toBeNull();
    expect(askedOf(form({ all: false, cases: ['A', 'B'] }))).toMatchObject({ paper: { cases: ['A', 'B'] } });
    expect(askedOf(form({ kind: 'communication' }))).toBeNull();
    expect(askedOf(form({ kind: 'communication', cases: ['A', 'B'] }))).toBeNull();
    expect(askedOf(form({ kind: 'communication', all: true, cases: ['A'] }))).toMatchObject({ paper: { cases: ['A'] } });
  });

  it('leaves out what its kind does not ask for, and cases that are only remembered', () => {
    const full = form({ body: 'hrc', articles: ['iccpr_7'], identity: 'initials', template: 'my.txt', cases: ['A'] });
    expect(askedOf(full)).toEqual({ paper: { kind: 'alternative-report', cases: [], articles: ['iccpr_7'], body: 'hrc', lang: 'ru', identity: 'initials', template: 'my.txt' } });
    expect(askedOf({ ...full, kind: 'register' })).toMatchObject({ paper: { articles: [], body: '', identity: 'initials', template: '' } });
    expect(askedOf({ ...full, kind: 'consent-form' })).toMatchObject({ paper: { identity: '', template: 'my.txt' } });
    expect(askedOf({ ...full, kind: 'annex', from: '2025' })).toEqual({ annex: { from: '2025', to: null, for_partner: false } });
  });

  it('keeps of one paper for the next what is about neither its texts nor its articles', () => {
    const before = form({ all: false, cases: ['A', 'B'], lang: 'kk', body: 'hrc', articles: ['iccpr_7'], template: 'my.txt', identity: 'initials', from: '2025', period: 'own' });
    expect(begun('communication', before, 'ru')).toEqual({ ...form(), kind: 'communication', all: false, cases: ['A'], lang: 'kk', from: '2025', period: 'own' });
    expect(begun('register', before, 'ru')).toMatchObject({ all: false, cases: ['A', 'B'], articles: [], template: '', identity: '', body: 'cat' });
    expect(begun('register', form({ cases: ['A'] }), 'ru').all).toBe(true);
    expect(begun('register', null, 'ru', false).all).toBe(false);
  });

  it('offers before a body the articles of its treaty, before a body of none all of them, and of the law every one', () => {
    const spec = specOf('alternative-report');
    expect([isBefore(spec, 'cat', 'cat_12'), isBefore(spec, 'cat', 'iccpr_7'), isBefore(spec, 'hrc', 'iccpr_7'), isBefore(spec, 'upr', 'iccpr_7')]).toEqual([true, false, true, true]);
    expect(isBefore(specOf('complaint'), 'cat', 'cc_145')).toBe(true);
  });

  it('has each kind of paper once', () => {
    const kinds = groups.flatMap((group) => group.papers.map((one) => one.kind));
    expect(new Set(kinds).size).toBe(kinds.length);
    expect(kinds).toHaveLength(11);
  });
});

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
const asks = (command: string) => waiting.filter((one) => one.command === command);
const begin = () => {
  vi.useFakeTimers();
  waiting = [];
  invoke.mockImplementation((command: string, args: Record<string, unknown>) => {
    const known: Record<string, unknown> = { stop_counting: null, read_counting: 7, read_vocabulary: { name: '', label: '', is_open: false, terms: [] }, list_cases: { total: 2, practice: 0, rows: [] } };
    if (command in known) {
      waiting.push({ command, args, answer: () => undefined, refuse: () => undefined });
      return Promise.resolve(known[command]);
    }
    return new Promise((answer, refuse) => waiting.push({ command, args, answer, refuse }));
  });
  papers.forget();
};

describe('looking what would be in a paper', () => {
  beforeEach(begin);
  afterEach(() => vi.useRealTimers());

  it('begins after a rest, with the last of several choices, and not twice for the same', async () => {
    papers.begin('alternative-report', 'ru');
    papers.want('ru');
    papers.choose({ identity: 'initials' });
    papers.want('ru');
    await rest();
    expect(asks('preview_report').map((one) => one.args['request'])).toMatchObject([{ identity: 'initials' }]);
    asks('preview_report')[0]?.answer(preview());
    await rest(0);
    expect([papers.busy, papers.looked !== null]).toEqual([false, true]);
    papers.want('ru');
    await rest();
    expect(asks('preview_report')).toHaveLength(1);
    papers.want('kk');
    await rest();
    expect(asks('preview_report')).toHaveLength(2);
  });

  it('does not take a late answer for that to the newer question', async () => {
    papers.begin('alternative-report', 'ru');
    papers.want('ru');
    await rest();
    papers.choose({ identity: 'initials' });
    papers.want('ru');
    asks('preview_report')[0]?.answer(preview({ title: 'older' }));
    await rest();
    expect([papers.looked, papers.busy]).toEqual([null, true]);
    asks('preview_report')[1]?.answer(preview({ title: 'newer' }));
    await rest(0);
    expect(papers.looked).toMatchObject({ asked: { identity: 'initials' }, paper: { title: 'newer' } });
  });

  it('shows nothing of a paper while something has to be chosen, nor beside a failure', async () => {
    papers.begin('alternative-report', 'ru');
    papers.want('ru');
    await rest();
    asks('preview_report')[0]?.answer(preview());
    await rest(0);
    papers.choose({ all: false });
    papers.want('ru');
    expect([papers.looked, papers.busy]).toEqual([null, false]);
    papers.choose({ cases: ['A'] });
    papers.want('ru');
    await rest();
    asks('preview_report')[1]?.refuse({ code: 'practice-mixed', about: '' });
    await rest(0);
    expect([papers.looked, papers.failure?.code, papers.busy]).toEqual([null, 'practice-mixed', false]);
  });

  it('says how far counting is, can be stopped, and be begun again', async () => {
    papers.begin('annex', 'ru');
    papers.want('ru');
    await rest(1000);
    expect(papers.done).toBe(7);
    papers.stop();
    expect([papers.busy, papers.stopped, asks('stop_counting').length]).toEqual([false, true, 1]);
    asks('preview_annex')[0]?.refuse({ code: 'cancelled', about: '' });
    await rest(0);
    expect(papers.failure).toBeNull();
    papers.again();
    papers.want('ru');
    expect([papers.busy, papers.stopped]).toEqual([true, false]);
  });

  it('keeps what was chosen when somebody goes back to the kinds, and forgets all of it when the vault is closed', () => {
    papers.begin('alternative-report', 'kk');
    papers.choose({ all: false, cases: ['A'] });
    papers.leave();
    expect(papers.form).toBeNull();
    papers.begin('register', 'ru');
    expect(papers.form).toMatchObject({ kind: 'register', cases: ['A'], lang: 'kk' });
    papers.about('B', 'ru');
    papers.begin('communication', 'ru');
    expect(papers.form?.cases).toEqual(['B']);
    papers.forget();
    papers.begin('register', 'ru');
    expect(papers.form).toMatchObject({ all: true, cases: [], lang: 'ru' });
  });
});

describe('the screen of a paper', () => {
  let shown: ReturnType<typeof mount> | null = null;
  const by = <T extends HTMLElement>(id: string) => document.querySelector<T>(`[data-testid="${id}"]`);
  const write = () => by<HTMLButtonElement>('report-write');
  beforeEach(begin);
  afterEach(async () => {
    if (shown) await unmount(shown);
    shown = null;
    vi.useRealTimers();
  });
  const open = async (told: number) => {
    papers.begin('alternative-report', 'ru');
    const target = document.body.appendChild(document.createElement('div'));
    shown = mount(PaperForm_, { target, props: { get form() { return papers.form; }, real: 2 } as never });
    flushSync();
    await rest();
    asks('preview_report')[0]?.answer(preview({ told }));
    await rest(0);
    flushSync();
  };

  it('writes what is shown and nothing while something newer is being looked at', async () => {
    await open(1);
    expect(write()?.disabled).toBe(false);
    papers.choose({ identity: 'initials' });
    flushSync();
    expect(write()?.disabled).toBe(true);
    await rest();
    asks('preview_report')[1]?.answer(preview());
    await rest(0);
    flushSync();
    write()?.click();
    expect(asks('write_report').map((one) => one.args)).toMatchObject([{ request: { identity: 'initials' }, format: 'docx' }]);
    asks('write_report')[0]?.refuse({ code: 'file-exists', about: 'x.docx' });
    await rest(0);
    flushSync();
    expect(by('report-problem')).not.toBeNull();
  });

  it('writes nothing of nobody, and says so', async () => {
    await open(0);
    expect(write()?.disabled).toBe(true);
    expect(by('report-nobody')).not.toBeNull();
  });
});

describe('who is in a paper', () => {
  it('shows first what is left out, and the rest of many on demand', async () => {
    const one = (code: string, told: boolean, people: boolean[] = [true]): ReportCase => ({
      code,
      is_told: told,
      people: people.map((is_told, at) => ({ code: `P-${String(at)}`, is_told, is_lower: false, text: 'x', note: '' })),
    });
    const cases = [...Array.from({ length: 12 }, (_, at) => one(`W-${String(at)}`, true)), one('PART', true, [true, false]), one('OUT', false, [false])];
    const shown = mount(PaperPeople, { target: document.body, props: { cases, told: 13 } });
    flushSync();
    const codes = () => [...document.querySelectorAll('[data-testid="report-case"] b')].map((code) => code.textContent);
    expect(codes().slice(0, 3)).toEqual(['OUT', 'PART', 'W-0']);
    expect(codes()).toHaveLength(12);
    document.querySelector<HTMLElement>('[data-testid="report-people-more"]')?.click();
    flushSync();
    expect(codes()).toHaveLength(14);
    await unmount(shown);
  });
});
