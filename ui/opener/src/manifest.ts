/**
 * `manifest.json`: what was sealed, by whom, for whom, why, and what every other member must be. Its signature was verified
 * before it comes here; it is still only what somebody signed, so every rule is asked, in the order of the program's reader.
 */
import { x25519 } from '@noble/curves/ed25519.js';
import { bech32 } from '@scure/base';
import { Fields } from './fields';
import { readJson, type JsonFault } from './json';
import { BLOCK, CASE_LIMIT, ENTRY_LIMIT, FILE_LIMIT, LIST_LIMIT, MANIFEST_VALUES_LIMIT, RECORDS_LIMIT, RECORD_FILE_LIMIT, TAR_LIMIT } from './limits';
import { parseKey } from './minisign';
import { CASE, FILES, HISTORY, SUMS, fixed, isMemberName, rank } from './names';
import { Refusal, type Rule } from './refusal';
import { blocks } from './tar';
import { isId, isLabel, isProse, isSlug, isSum, isTime } from './text';

const FORMAT = 'sandyq-bundle';
const VERSION = 1n;

export interface Member {
  name: string;
  /** In bytes. */
  size: number;
  sha256: string;
  item: string | null;
}

export interface CasePart {
  id: string;
  code: string;
  sequence: bigint;
  previous: string | null;
  root: string | null;
}

const kinds = ['hand-over', 'move', 'update', 'answer', 'receipt'] as const;
export type Kind = (typeof kinds)[number];

export interface Manifest {
  id: string;
  kind: Kind;
  created: string;
  sender: { name: string; recipient: string; key: string };
  recipient: { name: string | null; recipient: string | null };
  purpose: string;
  language: 'en' | 'ru' | 'kk';
  cases: CasePart[];
  consent: { person: string; covers: boolean; basis: string }[];
  withheld: { what: string; why: string }[];
  /** Why it leaves although somebody's consent does not cover it. */
  override: { reason: string; people: string[] } | null;
  endings: string[];
  contacts: { name: string; recipient: string }[];
  receipts: string[];
  note: string;
  totals: { records: number; history: number; files: number; fileBytes: number };
  members: Member[];
}

const faults: Record<JsonFault, Rule> = {
  syntax: 'manifest-syntax',
  depth: 'manifest-depth',
  twice: 'manifest-twice',
  values: 'manifest-values',
};

/** @throws Refusal */
export function readManifest(bytes: Uint8Array): Manifest {
  const read = readJson(bytes, MANIFEST_VALUES_LIMIT);
  if (typeof read === 'string') throw new Refusal(faults[read]);
  const { value } = read;
  if (!(value instanceof Map)) throw new Refusal('manifest-shape');
  if (value.get('format') !== FORMAT) throw new Refusal('manifest-format');
  const version = value.get('version');
  if (typeof version === 'bigint' && version > VERSION) throw new Refusal('manifest-newer');
  const manifest = shape(new Fields(value, 'manifest-shape'));
  checkWords(manifest);
  checkCases(manifest.cases);
  checkLists(manifest);
  if (manifest.members.length + manifest.totals.records + manifest.totals.history > ENTRY_LIMIT) throw new Refusal('too-many-entries');
  checkNames(manifest.members);
  checkSizes(manifest);
  return manifest;
}

/** The comment that the signature must carry. */
export function commentOf({ id, cases }: Manifest): string {
  const highest = cases.reduce((most, { sequence }) => (sequence > most ? sequence : most), 0n);
  return `${FORMAT}:${id}\tsequence:${highest.toString()}`;
}

/** What `SHA256SUMS` must be: all members but itself, as `sha256sum` prints them. */
export function sumsOf({ members }: Manifest): string {
  return members.filter(({ name }) => name !== SUMS).map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');
}

/** Whether this is a recipient of age: in lower case, and no point of small order, with which nothing would be secret. */
function isRecipient(text: string): boolean {
  try {
    const { prefix, bytes } = bech32.decodeToBytes(text);
    if (prefix !== 'age' || bytes.length !== 32 || text !== text.toLowerCase()) return false;
    x25519.getSharedSecret(new Uint8Array(32).fill(1), bytes);
    return true;
  } catch {
    return false;
  }
}

const isOneOf = (...words: string[]) => (text: string): boolean => words.includes(text);
const isKey = (text: string): boolean => parseKey(text) !== null;
/** Beyond the safe whole numbers every limit is passed too, so nothing is lost by one that cannot be told exactly. */
const plain = (whole: bigint): number => Number(whole);

function shape(fields: Fields): Manifest {
  fields.text('format');
  if (fields.whole('version') !== VERSION) throw new Refusal('manifest-shape');
  const sender = fields.object('sender');
  const recipient = fields.object('recipient');
  const totals = fields.object('totals');
  // Whether it was sealed to a key is always said; null is for a passphrase.
  if (!recipient.has('recipient')) throw new Refusal('manifest-shape');
  const each = <T>(name: string, read: (item: Fields) => T): T[] =>
    fields.list(name, (value) => {
      const item = new Fields(value, 'manifest-shape');
      const whole = read(item);
      item.end();
      return whole;
    });
  const few = <T>(name: string, read: (item: Fields) => T): T[] => (fields.has(name) ? each(name, read) : []);
  const manifest: Manifest = {
    id: fields.text('id', isId),
    kind: fields.text('kind', isOneOf(...kinds)) as Kind,
    created: fields.text('created', isTime),
    sender: { name: sender.text('name'), recipient: sender.text('recipient', isRecipient), key: sender.text('key', isKey) },
    recipient: { name: recipient.textOrNull('name'), recipient: recipient.textOrNull('recipient', isRecipient) },
    purpose: fields.text('purpose'),
    language: fields.text('language', isOneOf('en', 'ru', 'kk')) as Manifest['language'],
    cases: each('cases', (part) => ({
      id: part.text('id', isId),
      code: part.text('code'),
      sequence: part.whole('sequence'),
      previous: part.textOrNull('previous_sha256', isSum),
      root: part.textOrNull('evidence_root', isSum),
    })),
    consent: each('consent_basis', (one) => ({ person: one.text('person'), covers: one.truth('covers'), basis: one.text('basis') })),
    withheld: each('withheld', (one) => ({ what: one.text('what'), why: one.text('why') })),
    override: overrideOf(fields),
    endings: few('endings', (one) => {
      one.text('what', isOneOf('delete', 'forget'));
      one.text('time', isTime);
      return one.text('record', isId);
    }),
    contacts: few('contacts', (one) => {
      one.text('key', isKey);
      one.textOrNull('verified', isTime);
      return { name: one.text('name'), recipient: one.text('recipient', isRecipient) };
    }),
    receipts: few('receipts', (one) => {
      one.text('sha256', isSum);
      one.text('time', isTime);
      return one.text('bundle', isId);
    }),
    note: fields.text('note'),
    totals: { records: plain(totals.whole('records')), history: totals.has('history') ? plain(totals.whole('history')) : 0, files: plain(totals.whole('files')), fileBytes: plain(totals.whole('file_bytes')) },
    members: each('members', (member) => ({
      name: member.text('name'),
      size: plain(member.whole('size')),
      sha256: member.text('sha256', isSum),
      item: member.textOrNull('item', isId),
    })),
  };
  // Kept for newer programs, never acted upon.
  const extra = fields.take('extra');
  if (extra !== undefined && !(extra instanceof Map)) throw new Refusal('manifest-shape');
  for (const part of [sender, recipient, totals, fields]) part.end();
  return manifest;
}

function overrideOf(fields: Fields): Manifest['override'] {
  const value = fields.take('consent_override') ?? null;
  if (value === null) return null;
  const why = new Fields(value, 'manifest-shape');
  const override = { reason: why.text('reason'), people: why.list('people', why.asText) };
  why.end();
  return override;
}

function checkWords({ sender, recipient, cases, consent, withheld, override, contacts, note, purpose }: Manifest): void {
  const labels = [
    sender.name,
    ...(recipient.name === null ? [] : [recipient.name]),
    ...cases.map(({ code }) => code),
    ...consent.map(({ person }) => person),
    ...(override?.people ?? []),
    ...contacts.map(({ name }) => name),
  ];
  if (!labels.every(isLabel)) throw new Refusal('label-form');
  const texts = [note, ...(override ? [override.reason] : []), ...consent.map(({ basis }) => basis), ...withheld.flatMap(({ what, why }) => [what, why])];
  if (!texts.every(isProse)) throw new Refusal('text-form');
  if (!isSlug(purpose)) throw new Refusal('purpose-form');
}

function checkCases(cases: CasePart[]): void {
  if (cases.length > CASE_LIMIT) throw new Refusal('cases-too-many');
  const seen = new Set<string>();
  for (const { id, sequence, previous } of cases) {
    if (seen.has(id)) throw new Refusal('case-twice');
    seen.add(id);
    if (sequence === 0n || (sequence === 1n) !== (previous === null)) throw new Refusal('case-sequence');
  }
}

/** The lists that only some kinds of bundle have. */
function checkLists({ kind, cases, override, endings, contacts, receipts, totals, members }: Manifest): void {
  const isReceipt = kind === 'receipt';
  if ((receipts.length > 0) !== isReceipt) throw new Refusal('kind-receipts');
  if ((cases.length === 0) !== isReceipt) throw new Refusal('kind-cases');
  if (contacts.length > 0 && kind !== 'move' && kind !== 'update') throw new Refusal('kind-contacts');
  if (kind !== 'move' && (totals.history > 0 || members.some(({ name }) => name.endsWith(HISTORY)))) throw new Refusal('kind-history');
  if (isReceipt && totals.records + totals.history + totals.files + totals.fileBytes > 0) throw new Refusal('kind-records');
  if (override && (override.reason.trim() === '' || override.people.length === 0)) throw new Refusal('override-empty');
  if ([endings, contacts, receipts].some(({ length }) => length > LIST_LIMIT)) throw new Refusal('list-too-long');
  const isSet = (items: string[]): boolean => new Set(items).size === items.length;
  if (!isSet(endings)) throw new Refusal('ending-twice');
  if (!isSet(receipts)) throw new Refusal('receipt-twice');
  if (!isSet(contacts.map(({ recipient }) => recipient))) throw new Refusal('contact-twice');
}

function checkNames(members: Member[]): void {
  const seen = new Set<string>();
  for (const { name, item } of members) {
    if (!isMemberName(name)) throw new Refusal('member-name');
    if (seen.has(name)) throw new Refusal('member-twice');
    seen.add(name);
    if ((item !== null) !== name.startsWith(FILES)) throw new Refusal('member-item');
  }
  if (!fixed.every((name) => seen.has(name))) throw new Refusal('members-fixed');
  const isAfter = (one: Member, other: Member): boolean => {
    const places = rank(one.name) - rank(other.name);
    return places > 0 || (places === 0 && one.name >= other.name);
  };
  if (!members.every((member, at) => at === 0 || isAfter(member, members[at - 1] ?? member))) throw new Refusal('members-order');
}

function checkSizes({ members, totals }: Manifest): void {
  let [files, fileBytes, records, tar] = [0, 0, 0, 0];
  for (const { name, size } of members) {
    if (size > FILE_LIMIT) throw new Refusal('member-too-large');
    tar += BLOCK + blocks(size);
    if (name.startsWith(FILES)) {
      files += 1;
      fileBytes += size;
    } else if (name.startsWith(CASE)) {
      records += size;
      if (size > RECORD_FILE_LIMIT) throw new Refusal('record-file-too-long');
    }
  }
  if (records > RECORDS_LIMIT) throw new Refusal('records-too-long');
  // A little room for what the manifest does not list: itself, its signature, the padding's header, the end.
  if (tar > TAR_LIMIT - (4 << 20)) throw new Refusal('tar-too-large');
  if (files !== totals.files || fileBytes !== totals.fileBytes) throw new Refusal('totals-differ');
}
