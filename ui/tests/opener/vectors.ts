/** The hostile bundles: for each the rule it breaks, and how. Those of crates/bundle/tests/vectors. */
import type { Rule } from '../../opener/src/refusal';
import { comment, entry, envelope, id, lines, pattern, put, Signer, type Break, type Entry, type Pairs, type Wild } from './forge';

export type Vector = [rule: Rule, broken: Break];

const deep = (depth: number): unknown => (depth === 0 ? [] : [deep(depth - 1)]);
const zeros = '0'.repeat(64);

const entries = (rule: Rule, change: (all: Entry[]) => void): Vector => [rule, { entries: change }];
const bytes = (rule: Rule, change: (tar: Buffer) => Buffer): Vector => [rule, { bytes: change }];
const text = (rule: Rule, change: (text: Buffer) => Buffer): Vector => [rule, { text: change }];
const manifest = (rule: Rule, change: (m: Wild) => void): Vector => [rule, { manifest: change }];
const contents = (rule: Rule, change: (all: Pairs) => void): Vector => [rule, { contents: change }];

const named = (all: Entry[], name: string): Entry => all.find(({ header }) => header.toString('latin1').startsWith(`${name}\0`)) as Entry;
const header = (rule: Rule, at: number, what: string | Buffer): Vector => entries(rule, (all) => { put(named(all, 'files/0001.jpg'), at, what); });
const flip = (rule: Rule, name: string, at: number): Vector => entries(rule, (all) => { const { data } = named(all, name); data[at] = (data[at] ?? 0) ^ 1; });
const member = (m: Wild, name: string): Wild => (m.members as Wild[]).find((one) => one.name === name);
const last = <T>(all: T[]): T => all[all.length - 1] as T;
const swap = <T>(all: T[], one: number, other: number): void => { [all[one], all[other]] = [all[other] as T, all[one] as T]; };
const rename = (name: string): Vector => contents('member-name', (all) => { last(all)[0] = name; });

export const receipt = (bundle: number): Wild => ({ bundle: id(bundle), sha256: zeros, time: '2026-09-21T14:13:20.123Z' });
export const ending = (record: number): Wild => ({ record: id(record), what: 'forget', time: '2026-09-21T14:13:20.123Z' });
export const contact = (m: Wild): Wild => ({ name: 'B', recipient: m.sender.recipient, key: m.sender.key });
export const history = (all: Pairs, number: number, kind: string): void => {
  const at = all.findIndex(([name]) => name.startsWith('case/'));
  all.splice(at, 0, ['case/0001.history.json', lines([envelope(number, 1, kind)])]);
};
const aMove = (m: Wild): void => {
  m.kind = 'move';
  m.totals.history = 1;
};
/** A second machine, above the record's own. */
export const above = 'aa'.repeat(16);
export const rivals = (...all: [field: string, machine: string, n: number][]): Wild => ({ rivals: all.map(([field, machine, n]) => ({ field, edit: [machine, n], value: null })) });
/** A record that both machines wrote, with two further fields, one beyond the plane where letters and their codes sort alike. */
export const two = (r: Wild, edits: Wild): void => {
  r.version[above] = 5;
  r.body = { ...r.body, '\uff5e': 1, '\u{1f54a}': 2 };
  r.edits = edits;
};

export const tarVectors: Vector[] = [
  bytes('cut-short', (tar) => tar.subarray(0, -1)),
  bytes('cut-short', (tar) => tar.subarray(0, -1024)),
  bytes('cut-short', (tar) => tar.subarray(0, 600)),
  bytes('cut-short', (tar) => tar.subarray(0, 0)),
  bytes('trailing-bytes', (tar) => Buffer.concat([tar, Buffer.alloc(1)])),
  bytes('trailing-bytes', (tar) => Buffer.concat([tar, Buffer.alloc(512)])),
  bytes('end-missing', (tar) => Buffer.concat([tar.subarray(0, -1), Buffer.from([1])])),
  entries('end-missing', (all) => all.push(entry('padding', Buffer.alloc(0)))),
  entries('end-missing', (all) => all.push(entry('files/0003.jpg', Buffer.alloc(0)))),
  entries('header-checksum', (all) => { const one = named(all, 'files/0001.jpg').header; one[150] = (one[150] ?? 0) ^ 1; }),
  entries('header-checksum', (all) => { named(all, 'files/0001.jpg').header[155] = 0; }),
  header('header-magic', 257, 'ustar  \0'),
  header('header-magic', 263, '01'),
  ...['\0', '1', '2', '5', 'x', 'L'].map((type) => header('header-type', 156, type)),
  header('header-name', 0, 'a'.repeat(100)),
  header('header-name', 20, 'hidden'),
  header('header-name', 0, 'files/\xd0\xb6'),
  header('header-name', 0, 'files/0 01.jpg'),
  header('header-name', 0, Buffer.alloc(100)),
  ...['0000755\0', '0004644\0', '000644 \0'].map((mode) => header('header-mode', 100, mode)),
  header('header-owner', 108, '0001750\0'),
  header('header-owner', 116, '0001750\0'),
  header('header-owner', 265, 'root'),
  header('header-owner', 297, 'root'),
  ...['0000000567\0\0', '\x80\0\0\0\0\0\0\0\0\0\x0b\xb8', '       5670 ', '00000005678\0'].map((size) => header('header-size', 124, size)),
  header('header-time', 136, '00000000001\0'),
  header('header-link', 157, '/etc/passwd'),
  header('header-device', 329, '0000001\0'),
  header('header-device', 337, '0000001\0'),
  header('header-prefix', 345, '..'),
  header('header-rest', 511, 'x'),
  ...['files/0001.jpg', 'manifest.json'].map((name) => entries('member-fill', (all) => { const { fill } = named(all, name); fill[fill.length - 1] = 1; })),
  ...[[0, 1], [1, 2], [2, 3]].map(([one = 0, other = 0]) => entries('first-members', (all) => { swap(all, one, other); })),
  ...[0, 1].map((at) => entries('first-members', (all) => all.splice(at, 1))),
  entries('first-members', (all) => all.splice(0)),
  text('manifest-too-long', (json) => Buffer.concat([json, Buffer.alloc(1 << 20, ' ')])),
  ['signature-too-long', { signed: (s) => { s.signature = s.key.sign(s.manifest, 'x'.repeat(10 * 1024)); } }],
  ['sender-too-long', { signed: (s) => { s.sender = Buffer.alloc(1025, 'x'); } }],
];

const sender = (change: (text: Buffer) => Buffer): Vector => ['sender-form', { signed: (s) => { s.sender = change(s.sender); } }];
const signature = (rule: Rule, change: (text: string) => string): Vector => [rule, { signed: (s) => { s.signature = change(s.signature); } }];
const unsigned = (rule: Rule, change: (json: Buffer) => Buffer): Vector => [rule, { signed: (s) => { s.manifest = change(s.manifest); } }];

export const signatureVectors: Vector[] = [
  sender((file) => Buffer.concat([file, Buffer.from('\n')])),
  sender((file) => file.subarray(0, -1)),
  sender((file) => Buffer.concat([Buffer.from([0xff]), file.subarray(1)])),
  sender(() => Buffer.alloc(0)),
  sender((file) => Buffer.concat([file.subarray(0, -3), Buffer.from('==\n')])),
  signature('signature-form', () => ''),
  signature('signature-form', (all) => `${all}\n`),
  signature('signature-form', (all) => `${all}more\n`),
  signature('signature-form', (all) => all.replace('secret key', 'secret kez')),
  signature('signature-form', (all) => all.trimEnd()),
  signature('signature-form', (all) => all.replaceAll('\n', '\r\n')),
  signature('signature-form', (all) => all.replace('untrusted comment: ', 'comment: ')),
  signature('signature-form', (all) => all.replace('\ntrusted comment: ', '\ncomment: ')),
  signature('signature-form', (all) => all.replaceAll('=\n', '\n')),
  signature('signature-legacy', (all) => all.replace('\nRU', '\nRW')),
  ['signature-key', { signed: (s) => { s.signature = new Signer().sign(s.manifest, comment(1)); } }],
  unsigned('signature-wrong', (json) => Buffer.concat([json.subarray(0, -1), Buffer.from(' ')])),
  unsigned('signature-wrong', (json) => Buffer.concat([json, Buffer.from('\n')])),
  // What is not signed is not even looked at.
  unsigned('signature-wrong', () => Buffer.from('not JSON')),
  signature('signature-wrong', (all) => all.replace('sequence:1', 'sequence:2')),
  ['signature-wrong', { signed: (s) => {
    const other = s.key.sign(Buffer.from('other'), comment(1)).split('\n');
    s.signature = [...s.signature.split('\n').slice(0, 3), other[3], ''].join('\n');
  } }],
  ['signature-comment', { signed: (s) => { s.signature = s.key.sign(s.manifest, comment(2)); } }],
  ['signature-comment', { signed: (s) => { s.signature = s.key.sign(s.manifest, ''); } }],
];

export const manifestVectors: Vector[] = [
  text('manifest-syntax', () => Buffer.alloc(0)),
  text('manifest-syntax', (json) => Buffer.concat([json, Buffer.from('}')])),
  text('manifest-syntax', (json) => { json[10] = 0xff; return json; }),
  text('manifest-syntax', (json) => json.subarray(0, 100)),
  text('manifest-syntax', (json) => Buffer.concat([Buffer.from('\ufeff'), json])),
  manifest('manifest-depth', (m) => { m.extra = { a: deep(14) }; }),
  manifest('manifest-values', (m) => { m.extra = { a: Array(100_000).fill(0) }; }),
  text('manifest-twice', (json) => Buffer.from(json.toString().replace('{', '{"version":1,'))),
  text('manifest-twice', (json) => Buffer.from(json.toString().replace('{', '{"extra":{"a":1,"\\u0061":2},'))),
  manifest('manifest-format', (m) => { m.format = 'other'; }),
  manifest('manifest-format', (m) => { delete m.format; }),
  manifest('manifest-newer', (m) => { m.version = 2; }),
  manifest('manifest-newer', (m) => { m.version = 2; m.sender = 'changed in version 2'; }),
  ...([0, '1', 1.5] as unknown[]).map((version) => manifest('manifest-shape', (m) => { m.version = version; })),
  text('manifest-shape', () => Buffer.from('[]')),
  text('manifest-shape', (json) => Buffer.from(json.toString().replace('"version":1', '"version":1.0'))),
  manifest('manifest-shape', (m) => { m.id = '1'; }),
  manifest('manifest-shape', (m) => { m.id = m.id.toUpperCase(); }),
  manifest('manifest-shape', (m) => { m.kind = 'other'; }),
  manifest('manifest-shape', (m) => { m.created = 'yesterday'; }),
  manifest('manifest-shape', (m) => { m.created = '2026-02-29T14:13:20Z'; }),
  manifest('manifest-shape', (m) => { m.language = 'de'; }),
  manifest('manifest-shape', (m) => { m.unknown = 1; }),
  text('manifest-shape', (json) => Buffer.from(json.toString().replace('{', '{"__proto__":1,'))),
  manifest('manifest-shape', (m) => { m.sender.unknown = 1; }),
  manifest('manifest-shape', (m) => { m.cases[0].unknown = 1; }),
  manifest('manifest-shape', (m) => { m.members[0].unknown = 1; }),
  manifest('manifest-shape', (m) => { m.totals.unknown = 1; }),
  manifest('manifest-shape', (m) => { delete m.withheld; }),
  manifest('manifest-shape', (m) => { m.members[0].sha256 = '00'; }),
  manifest('manifest-shape', (m) => { m.members[0].size = -1; }),
  manifest('manifest-shape', (m) => { m.members[0].size = 1.5; }),
  manifest('manifest-shape', (m) => { m.recipient.recipient = 'age1'; }),
  manifest('manifest-shape', (m) => { m.recipient.recipient = m.recipient.recipient.toUpperCase(); }),
  // A point of small order: sealing an answer to it would seal it for everybody.
  manifest('manifest-shape', (m) => { m.sender.recipient = 'age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z'; }),
  manifest('sender-differs', (m) => { m.sender.key = 'RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3'; }),
  manifest('label-form', (m) => { m.sender.name = ''; }),
  manifest('label-form', (m) => { m.sender.name = 'x'.repeat(201); }),
  manifest('label-form', (m) => { m.recipient.name = '\u202eabc'; }),
  manifest('label-form', (m) => { m.cases[0].code = 'a\nb'; }),
  manifest('label-form', (m) => { m.consent_basis[0].person = ' P-1'; }),
  manifest('text-form', (m) => { m.note = 'x'.repeat(10_001); }),
  manifest('text-form', (m) => { m.note = '\u001b[2J'; }),
  manifest('text-form', (m) => { m.consent_basis[0].basis = '\u200b'; }),
  manifest('text-form', (m) => { m.withheld[0].what = '\0'; }),
  manifest('text-form', (m) => { m.withheld[0].why = '\u2066'; }),
  manifest('purpose-form', (m) => { m.purpose = 'Legal aid'; }),
  manifest('purpose-form', (m) => { m.purpose = ''; }),
  manifest('cases-too-many', (m) => { m.cases = Array(10_000).fill({ id: id(1), code: 'c', sequence: 1 }); }),
  manifest('case-twice', (m) => { m.cases.push(m.cases[0]); }),
  manifest('case-sequence', (m) => { m.cases[0].sequence = 0; }),
  manifest('case-sequence', (m) => { m.cases[0].sequence = 2; }),
  manifest('case-sequence', (m) => { m.cases[0].previous_sha256 = zeros; }),
  manifest('kind-receipts', (m) => { m.receipts = [receipt(200)]; }),
  manifest('kind-receipts', (m) => { m.kind = 'receipt'; m.cases = []; }),
  manifest('kind-cases', (m) => { m.cases = []; }),
  manifest('kind-cases', (m) => { m.kind = 'receipt'; m.receipts = [receipt(200)]; }),
  manifest('kind-contacts', (m) => { m.contacts = [contact(m)]; }),
  manifest('kind-contacts', (m) => { m.kind = 'answer'; m.contacts = [contact(m)]; }),
  manifest('kind-contacts', (m) => { m.kind = 'receipt'; m.cases = []; m.receipts = [receipt(7)]; m.contacts = [contact(m)]; }),
  contents('kind-history', (all) => { history(all, 3, 'evidence_item'); }),
  manifest('kind-history', (m) => { m.totals.history = 1; }),
  ['kind-history', { contents: (all) => { history(all, 3, 'evidence_item'); }, manifest: (m) => { m.kind = 'update'; m.totals.history = 1; } }],
  manifest('kind-records', (m) => { m.kind = 'receipt'; m.cases = []; m.receipts = [receipt(200)]; }),
  manifest('override-empty', (m) => { m.consent_override = { reason: ' \n', people: ['P-1'] }; }),
  manifest('override-empty', (m) => { m.consent_override = { reason: 'Urgent', people: [] }; }),
  manifest('list-too-long', (m) => { m.endings = Array.from({ length: 5001 }, () => ending(1)); }),
  manifest('list-too-long', (m) => {
    m.kind = 'receipt';
    m.cases = [];
    m.totals = { records: 0, files: 0, file_bytes: 0 };
    m.receipts = Array.from({ length: 5001 }, () => receipt(1));
  }),
  manifest('ending-twice', (m) => { m.endings = [ending(7), ending(8), ending(7)]; }),
  manifest('receipt-twice', (m) => {
    m.kind = 'receipt';
    m.cases = [];
    m.totals = { records: 0, files: 0, file_bytes: 0 };
    m.receipts = [receipt(7), receipt(7)];
  }),
  manifest('contact-twice', (m) => { m.kind = 'move'; m.contacts = [contact(m), contact(m)]; }),
  manifest('manifest-shape', (m) => { m.endings = [{ ...ending(7), what: 'keep' }]; }),
  manifest('manifest-shape', (m) => { m.consent_override = { reason: 'Urgent' }; }),
  manifest('manifest-shape', (m) => { m.consent_override = { reason: 'Urgent', people: [1] }; }),
  manifest('manifest-shape', (m) => { m.consent_override = { reason: 'Urgent', people: ['P-1'], unknown: 1 }; }),
  manifest('manifest-shape', (m) => { delete m.recipient.recipient; }),
  ...['endings', 'contacts', 'receipts', 'extra'].map((name) => manifest('manifest-shape', (m) => { m[name] = null; })),
  manifest('manifest-shape', (m) => { m.totals.history = null; }),
  manifest('manifest-shape', (m) => { m.cases[0].evidence_root = '00'; }),
  manifest('manifest-shape', (m) => { m.endings = [{ ...ending(7), time: 'yesterday' }]; }),
  manifest('manifest-shape', (m) => { m.receipts = [{ ...receipt(7), unknown: 1 }]; }),
  manifest('manifest-shape', (m) => { m.contacts = [{ ...contact(m), verified: 'never' }]; }),
  manifest('manifest-shape', (m) => { m.contacts = [{ ...contact(m), key: 'RW' }]; }),
  manifest('label-form', (m) => { m.consent_override = { reason: 'Urgent', people: [''] }; }),
  manifest('text-form', (m) => { m.consent_override = { reason: '\u202e', people: ['P-1'] }; }),
  manifest('label-form', (m) => { m.kind = 'update'; m.contacts = [{ ...contact(m), name: '\u200b' }]; }),
  manifest('too-many-entries', (m) => { m.totals.records = 100_000; }),
  manifest('too-many-entries', (m) => { m.kind = 'move'; m.totals.history = 100_000; }),
  text('too-many-entries', (json) => Buffer.from(json.toString().replace(/"records":\d+/, '"records":18446744073709551615'))),
  ...['files/../x', '/etc/passwd', 'files/0002.PDF', 'files/a/b', 'files/', 'padding', `files/${'a'.repeat(94)}`].map(rename),
  contents('member-twice', (all) => all.push(last(all))),
  contents('members-order', (all) => { swap(all, all.length - 1, all.length - 2); }),
  contents('members-order', (all) => { swap(all, 3, all.length - 1); }),
  contents('members-order', (all) => { swap(all, 1, 2); }),
  contents('members-fixed', (all) => all.splice(2, 1)),
  manifest('member-item', (m) => { delete member(m, 'files/0001.jpg').item; }),
  manifest('member-item', (m) => { member(m, 'index.html').item = id(3); }),
  manifest('member-too-large', (m) => { member(m, 'files/0001.jpg').size = 8 * 2 ** 30; }),
  text('member-too-large', (json) => Buffer.from(json.toString().replace(/("name":"index.html","size":)\d+/, '$118446744073709551615'))),
  manifest('record-file-too-long', (m) => { member(m, 'case/0001.json').size = (64 << 20) + 1; }),
  manifest('records-too-long', (m) => { m.members.splice(-3, 0, { name: 'case/0002.json', size: 64 << 20, sha256: zeros }); }),
  manifest('tar-too-large', (m) => { for (let at = 100; at < 165; at += 1) m.members.push({ name: `files/${at.toString()}`, size: 8 * 2 ** 30 - 1, sha256: zeros, item: id(3) }); }),
  manifest('totals-differ', (m) => { m.totals.records = 4; }),
  manifest('totals-differ', (m) => { m.totals.files = 1; }),
  manifest('totals-differ', (m) => { m.totals.file_bytes = 0; }),
];

export const memberVectors: Vector[] = [
  entries('member-missing', (all) => all.splice(-2, 1)),
  entries('member-missing', (all) => { named(all, 'files/0001.jpg').header.fill(0); }),
  entries('member-extra', (all) => all.splice(5, 0, entry('../x', Buffer.from([1])))),
  entries('member-extra', (all) => all.splice(3, 0, entry('/etc/passwd', Buffer.from([1])))),
  entries('member-repeated', (all) => all.splice(7, 0, all[6] as Entry)),
  entries('member-repeated', (all) => all.splice(5, 0, all[0] as Entry)),
  entries('member-order', (all) => { swap(all, 5, 6); }),
  entries('member-order', (all) => all.splice(4, 1)),
  ...[511, 513].map((size) => entries('member-size', (all) => { Object.assign(named(all, 'files/0002.pdf'), entry('files/0002.pdf', pattern(size))); })),
  manifest('member-size', (m) => { member(m, 'sender.pub').size = 1; }),
  flip('member-hash', 'files/0002.pdf', 511),
  ...['files/0001.jpg', 'index.html', 'README.txt', 'SHA256SUMS', 'case/0001.json'].map((name) => flip('member-hash', name, 0)),
  ['member-hash', { signed: (s) => { s.sender[30] = (s.sender[30] ?? 0) ^ 1; } }],
  contents('sums-differ', (all) => all.splice(1, 0, ['SHA256SUMS', Buffer.alloc(0)])),
  manifest('sums-differ', (m) => { member(m, 'index.html').sha256 = zeros; }),
  entries('padding-missing', (all) => all.pop()),
  entries('padding-size', (all) => { all[all.length - 1] = entry('padding', Buffer.alloc(0)); }),
  entries('padding-size', (all) => { put(last(all), 124, '77777777777\0'); }),
  entries('padding-not-zero', (all) => { const { data } = last(all); data[data.length - 1] = 1; }),
  entries('padding-not-zero', (all) => { last(all).data[0] = 1; }),
];

const replace = (all: Pairs, name: string, what: Buffer): void => { (all.find(([found]) => found === name) as Pairs[number])[1] = what; };
const broken = (change: (r: Wild) => Wild): Buffer => {
  const evidence = envelope(3, 1, 'evidence_item');
  return lines([envelope(1, 1, 'case'), change(evidence) ?? evidence]);
};
const record = (rule: Rule, change: (r: Wild) => Wild): Vector => contents(rule, (all) => { replace(all, 'case/0001.json', broken(change)); });
const line = (rule: Rule, change: (text: string) => string): Vector =>
  contents(rule, (all) => { replace(all, 'case/0001.json', Buffer.from(change(broken(() => undefined).toString()))); });

export const recordVectors: Vector[] = [
  line('record-lines', (all) => all.replace('[\n', '[')),
  line('record-lines', (all) => all.trimEnd()),
  line('record-lines', (all) => `${all}\n`),
  line('record-lines', (all) => all.replace('\n]\n', ',\n]\n')),
  line('record-lines', (all) => all.replace('},\n{', '}\n{')),
  line('record-lines', (all) => all.replaceAll('\n', '\r\n')),
  line('record-lines', () => ''),
  line('record-lines', () => '[]\n'),
  record('record-too-long', (r) => { r.body = { t: 'x'.repeat(4 << 20) }; }),
  line('record-too-long', () => `[\n${'x'.repeat(5 << 20)}`),
  line('record-syntax', (all) => all.replace('{', '')),
  line('record-syntax', (all) => all.replace('},\n{', '},{},\n{')),
  line('record-syntax', (all) => all.replace(',\n{', ',\n\n{')),
  line('record-syntax', (all) => all.replace('Invented', '\\ud800')),
  record('record-depth', (r) => { r.body.a = deep(14); }),
  line('record-twice-field', (all) => all.replace('"title":', '"n":0,"n":0,"title":')),
  line('record-twice-field', (all) => all.replace('{"id":', '{"kind":"x","id":')),
  record('record-values', (r) => { r.body.a = Array(50_000).fill(0); }),
  contents('record-values', (all) => {
    const record = (at: number): Wild => ({ ...envelope(at, null, 'person'), body: { a: Array(49_900).fill(0) } });
    replace(all, 'case/shared.json', lines(Array.from({ length: 41 }, (_, at) => record(60 + at))));
  }),
  record('record-shape', (r) => { r.unknown = 1; }),
  record('record-shape', (r) => { delete r.version; }),
  record('record-shape', (r) => { r.version = { x: 1 }; }),
  record('record-shape', (r) => { r.body = 'text'; }),
  record('record-shape', (r) => { r.machine = 'x'; }),
  record('record-shape', () => 1),
  record('record-label', (r) => { r.kind = 'Not A Slug'; }),
  record('record-label', (r) => { r.author = '\u202e'; }),
  record('record-label', (r) => { r.withheld = ['']; }),
  record('record-shape', (r) => { r.withheld = null; }),
  // Its version has this machine's third edit and no fourth, and no edit of another machine.
  ...[4, 0].map((n) => record('record-edits', (r) => { r.edits = { since: { title: [r.machine, n] } }; })),
  record('record-edits', (r) => { r.edits = { since: { title: ['0'.repeat(32), 1] } }; }),
  record('record-edits', (r) => { r.edits = { since: { address: [r.machine, 1] } }; }),
  record('record-edits', (r) => { r.edits = rivals(['title', r.machine, 2]); }),
  record('record-edits', (r) => { r.edits = rivals(['nothing', r.machine, 3]); }),
  // The value in the body is that of the lowest edit, and rivals stand in order, each once.
  record('record-edits', (r) => { r.edits = rivals(['title', r.machine, 3]); }),
  record('record-edits', (r) => { two(r, rivals(['title', above, 6])); }),
  record('record-edits', (r) => { two(r, rivals(['title', above, 0])); }),
  record('record-edits', (r) => { two(r, rivals(['title', above, 2], ['title', above, 1])); }),
  record('record-edits', (r) => { two(r, rivals(['title', above, 1], ['title', above, 1])); }),
  record('record-edits', (r) => { two(r, rivals(['\uff5e', above, 1], ['title', above, 1])); }),
  record('record-edits', (r) => { two(r, rivals(['\u{1f54a}', above, 1], ['\uff5e', above, 1])); }),
  record('record-edits', (r) => { two(r, { since: { address: [above, 1] } }); }),
  record('record-edits', (r) => { two(r, rivals(['address', above, 1])); }),
  record('record-edits', (r) => { two(r, { since: { title: [above, 4] }, ...rivals(['title', above, 3]) }); }),
  record('record-shape', (r) => { r.edits = { unknown: 1 }; }),
  record('record-shape', (r) => { r.edits = { since: { title: 1 } }; }),
  record('record-shape', (r) => { r.edits = null; }),
  ...['since', 'rivals'].map((name) => record('record-shape', (r) => { r.edits = { [name]: null }; })),
  record('record-shape', (r) => { r.edits = { since: { title: [r.machine, 1, 1] } }; }),
  record('record-shape', (r) => { r.edits = { since: { title: [r.machine, -1] } }; }),
  record('record-shape', (r) => { r.edits = { since: { title: [above.toUpperCase(), 1] } }; }),
  record('record-shape', (r) => { r.edits = { rivals: [{ field: 'title', edit: [r.machine, 3] }] }; }),
  record('record-shape', (r) => { r.edits = { rivals: [{ field: 'title', edit: [r.machine, 3], value: 1, unknown: 1 }] }; }),
  record('record-field-name', (r) => { r.edits = { since: { '\u200b': [r.machine, 1] } }; }),
  record('record-field-name', (r) => { r.edits = rivals(['', r.machine, 3]); }),
  ['history-record', { contents: (all) => { history(all, 3, 'act'); }, manifest: aMove }],
  ['history-record', { contents: (all) => { history(all, 99, 'evidence_item'); }, manifest: aMove }],
  ['totals-differ', { contents: (all) => { history(all, 3, 'evidence_item'); }, manifest: (m) => { m.kind = 'move'; } }],
  manifest('evidence-root', (m) => { m.cases[0].evidence_root = zeros; }),
  manifest('evidence-root', (m) => { m.cases[0].evidence_root = null; }),
  // The root stands at the case that has no evidence.
  manifest('evidence-root', (m) => { m.cases.push({ ...m.cases[0], id: id(2) }); }),
  record('record-field-name', (r) => { r.body[''] = 1; }),
  record('record-field-name', (r) => { r.body['title\u200b'] = 'x'; }),
  ...['P-10\u200b3', '', 'P\u3164103', 'P\u00a0103'].map((code) => record('record-code', (r) => { r.body.code = code; })),
  contents('record-twice', (all) => { replace(all, 'case/shared.json', lines([envelope(3, null, 'person')])); }),
  record('record-case', (r) => { r.case = id(99); }),
  manifest('file-without-record', (m) => { member(m, 'files/0001.jpg').item = id(99); }),
  record('file-without-record', (r) => { r.id = id(99); }),
];

export const every: Vector[] = [...tarVectors, ...signatureVectors, ...manifestVectors, ...memberVectors, ...recordVectors];
