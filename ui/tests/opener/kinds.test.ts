// @vitest-environment node
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Member } from '../../opener/src/manifest';
import type { Rule } from '../../opener/src/refusal';
import { evidenceRoot } from '../../opener/src/tree';
import { envelope, id, lines, tar, type Break, type Pairs, type Wild } from './forge';
import { openTar, refusalOf } from './sealing';
import { above, contact, ending, history, receipt, rivals, two } from './vectors';

const put = (all: Pairs, name: string, records: Wild[]): void => { (all.find(([found]) => found === name) as Pairs[number])[1] = lines(records); };
const only = (change: (r: Wild) => void) => (all: Pairs): void => {
  const evidence = envelope(3, 1, 'evidence_item');
  change(evidence);
  put(all, 'case/0001.json', [envelope(1, 1, 'case'), evidence]);
};
/** Beyond the six names that are always there nothing is in a receipt. */
const bare: Pairs = [['README.txt', Buffer.from('Read me.')], ['index.html', Buffer.from('<!doctype html>')]];
const aReceipt = (m: Wild): void => { Object.assign(m, { kind: 'receipt', cases: [], receipts: [receipt(7), receipt(8)] }); };

describe('sound bundles of every kind open', () => {
  const kinds: [name: string, made: Break, own?: Pairs][] = [
    ['answer', { manifest: (m) => { m.kind = 'answer'; m.endings = [ending(7), { ...ending(8), what: 'delete' }]; } }],
    ['update', { manifest: (m) => { m.kind = 'update'; m.contacts = [{ ...contact(m), verified: '2026-09-21T14:13:20.123Z' }]; } }],
    ['receipt', { manifest: aReceipt }, bare],
    ['sealed to a passphrase', { manifest: (m) => { m.recipient.recipient = null; } }],
    ['what may be absent is absent', { manifest: (m) => { delete m.recipient.name; delete m.cases[0].previous_sha256; } }],
    ['what may be null is null', { manifest: (m) => { m.consent_override = null; m.kind = 'move'; m.contacts = [{ ...contact(m), verified: null }]; } }],
    ['lists at their limit', { manifest: (m) => { m.endings = Array.from({ length: 5000 }, (_, at) => ({ ...ending(1), record: id(1).slice(0, -4) + at.toString(16).padStart(4, '0') })); } }],
    ['no evidence, no root', { contents: (all) => { all.splice(-2); } }],
    ['rivals in order', { contents: only((r) => { two(r, rivals(['title', above, 1], ['title', above, 2], ['\uff5e', above, 5], ['\u{1f54a}', above, 5])); }) }],
    ['an earlier edit, and an emptied field with a rival', { contents: only((r) => { two(r, { since: { title: [r.machine, 1], gone: [r.machine, 2] }, ...rivals(['gone', above, 1], ['title', r.machine, 2]) }); }) }],
    ['edits that say nothing', { contents: only((r) => { r.edits = { since: {}, rivals: [] }; }) }],
  ];
  test.each(kinds.map(([name, made, own]) => ({ name, made, own })))('$name', async ({ made, own }) => {
    expect(await refusalOf(openTar(tar(made, own)))).toBeNull();
  });

  test('a move with several earlier versions of one record, an override and contacts tells them', async () => {
    const past = (all: Pairs): void => {
      history(all, 3, 'evidence_item');
      put(all, 'case/0001.history.json', [envelope(3, 1, 'evidence_item'), envelope(3, 1, 'evidence_item'), envelope(1, 1, 'case')]);
    };
    const { manifest } = await openTar(tar({ contents: past, manifest: (m) => {
      m.kind = 'move';
      m.totals.history = 3;
      m.contacts = [contact(m)];
      m.consent_override = { reason: 'Urgent', people: ['P-1', 'W-2'] };
    } }));
    expect(manifest.kind).toBe('move');
    expect(manifest.totals).toMatchObject({ records: 3, history: 3, files: 2 });
    expect(manifest.override).toEqual({ reason: 'Urgent', people: ['P-1', 'W-2'] });
    expect(manifest.contacts).toHaveLength(1);
  });
});

/** Of all that is wrong from here on, the first is named: the order of the program's reader, rule after rule. */
function inOrder<T>(steps: [rule: Rule, change: (about: T) => void][], refuse: (change: (about: T) => void) => Promise<string | null>): void {
  test.each(steps.map(([rule], at) => ({ rule, at })))('$rule', async ({ rule, at }) => {
    const left = steps.slice(at).reverse();
    expect(await refuse((about) => { for (const [, change] of left) change(about); })).toBe(rule);
  });
}

describe('the first broken rule of several is the one named', () => {
  const manifest = (made: (m: Wild) => void) => (change: (m: Wild) => void): Promise<string | null> => refusalOf(openTar(tar({ manifest: (m) => { made(m); change(m); } })));

  describe('in a hand-over', () => {
    inOrder<Wild>([
      ['manifest-newer', (m) => { m.version = 2; }],
      ['manifest-shape', (m) => { m.endings = null; }],
      ['label-form', (m) => { m.sender.name = ''; }],
      ['text-form', (m) => { m.note = '\0'; }],
      ['purpose-form', (m) => { m.purpose = 'A'; }],
      // Case by case: the second one comes twice only after the first was found in order.
      ['case-sequence', (m) => { m.cases[0].previous_sha256 = '0'.repeat(64); }],
      ['case-twice', (m) => { m.cases.push(m.cases[0]); }],
      ['kind-receipts', (m) => { m.receipts = [receipt(7), receipt(7)]; }],
      ['kind-contacts', (m) => { m.contacts = [contact(m), contact(m)]; }],
      ['kind-history', (m) => { m.totals.history = 1; }],
      ['override-empty', (m) => { m.consent_override = { reason: 'Urgent', people: [] }; }],
      ['list-too-long', (m) => { m.endings = Array(5001).fill(ending(7)); }],
      ['ending-twice', (m) => { m.endings = [ending(7), ending(7)]; }],
      ['too-many-entries', (m) => { m.totals.records = 100_000; }],
      ['member-name', (m) => { m.members[5].name = 'x'; }],
      ['members-order', (m) => { m.members.reverse(); }],
      ['member-too-large', (m) => { m.members[6].size = m.members[7].size = 8 * 2 ** 30; }],
      ['totals-differ', (m) => { m.totals.files = 1; }],
    ], manifest(() => undefined));
  });

  describe('with many cases', () => {
    inOrder<Wild>([
      ['purpose-form', (m) => { m.purpose = 'A'; }],
      ['cases-too-many', (m) => { m.cases = Array(10_000).fill({ id: id(1), code: 'c', sequence: 1 }); }],
      ['kind-receipts', (m) => { m.receipts = [receipt(7)]; }],
    ], manifest(() => undefined));
  });

  describe('in a move', () => {
    inOrder<Wild>([
      ['override-empty', (m) => { m.consent_override = { reason: ' ', people: ['P-1'] }; }],
      ['ending-twice', (m) => { m.endings = [ending(7), ending(7)]; }],
      ['contact-twice', (m) => { m.contacts = [contact(m), contact(m)]; }],
      ['too-many-entries', (m) => { m.totals.history = 100_000; }],
    ], manifest((m) => { m.kind = 'move'; }));
  });

  describe('in a receipt', () => {
    inOrder<Wild>([
      ['kind-receipts', (m) => { m.receipts = []; }],
      ['kind-cases', (m) => { m.cases = [{ id: id(1), code: 'c', sequence: 1 }]; }],
      ['kind-contacts', (m) => { m.contacts = [contact(m), contact(m)]; }],
      ['kind-history', (m) => { m.totals.history = 1; }],
      ['kind-records', (m) => { m.totals.records = 1; }],
      ['override-empty', (m) => { m.consent_override = { reason: '', people: ['P-1'] }; }],
      ['ending-twice', (m) => { m.endings = [ending(7), ending(7)]; }],
      ['receipt-twice', (m) => { m.receipts = [receipt(7), receipt(7)]; }],
      ['totals-differ', () => undefined],
    ], manifest((m) => { aReceipt(m); m.totals = { records: 0, files: 0, file_bytes: 0 }; }));
  });

  describe('in a record', () => {
    inOrder<Wild>([
      ['record-shape', (r) => { r.edits.unknown = 1; }],
      ['record-label', (r) => { r.withheld = ['']; }],
      ['record-field-name', (r) => { r.body[''] = 1; }],
      ['record-code', (r) => { r.body.code = ''; }],
      ['record-field-name', (r) => { r.edits.since[''] = [r.machine, 9]; }],
      ['record-edits', (r) => { r.edits.since.title = [r.machine, 9]; }],
      ['record-case', (r) => { r.case = id(99); }],
      ['record-twice', (r) => { r.id = id(1); }],
      ['totals-differ', (r) => { r.totals = 4; }],
      ['history-record', (r) => { r.kind = 'act'; }],
      ['file-without-record', (r) => { r.item = id(99); }],
      ['evidence-root', (r) => { r.case = null; }],
    ], async (change) => {
      // What of the manifest is wrong as well.
      let { totals, item }: Wild = {};
      const contents = (all: Pairs): void => {
        history(all, 3, 'evidence_item');
        only((r) => {
          r.edits = { since: {} };
          change(r);
          ({ totals, item } = r);
          delete r.totals;
          delete r.item;
        })(all);
      };
      const made = (m: Wild): void => {
        m.kind = 'move';
        m.totals = { ...m.totals, history: 1, records: totals ?? m.totals.records };
        if (item) m.members[7].item = item;
      };
      return await refusalOf(openTar(tar({ contents, manifest: made })));
    });
  });
});

test('the root stands for files of several records in whatever order, as RFC 6962 builds its tree', () => {
  const sum = (...parts: Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
  const file = (n: number): Member => ({ name: `files/${n.toString()}`, size: n * 2 ** 31, sha256: n.toString(16).repeat(64), item: id(n) });
  const leaf = ({ item, sha256, size }: Member): Buffer => {
    const length = Buffer.alloc(8);
    length.writeBigUInt64BE(BigInt(size));
    return sum(Buffer.from([0]), Buffer.from((item ?? '').replaceAll('-', ''), 'hex'), Buffer.from(sha256, 'hex'), length);
  };
  const node = (left: Buffer, right: Buffer): Buffer => sum(Buffer.from([1]), left, right);
  const [a, b, c, d, e] = [1, 2, 3, 4, 5].map((n) => leaf(file(n))) as [Buffer, Buffer, Buffer, Buffer, Buffer];
  const rootOf = (...all: number[]): string | null => evidenceRoot(all.map(file));
  expect(rootOf()).toBeNull();
  expect(rootOf(1)).toBe(a.toString('hex'));
  expect(rootOf(2, 1)).toBe(node(a, b).toString('hex'));
  expect(rootOf(3, 1, 2)).toBe(node(node(a, b), c).toString('hex'));
  expect(rootOf(4, 2, 3, 1)).toBe(node(node(a, b), node(c, d)).toString('hex'));
  expect(rootOf(5, 4, 3, 2, 1)).toBe(node(node(node(a, b), node(c, d)), e).toString('hex'));
  const twice = [{ ...file(1), sha256: 'f'.repeat(64) }, file(1)];
  expect(evidenceRoot(twice)).toBe(node(a, leaf(twice[0] as Member)).toString('hex'));
});
