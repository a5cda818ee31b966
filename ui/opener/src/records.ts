/**
 * Members of records: a JSON array with one envelope on each line. The page shows none of them as data; it reads them to
 * hold the rules that bind records, evidence and manifest together, as the program's reader does.
 */
import { Fields } from './fields';
import { readJson, type Json, type JsonFault } from './json';
import { RECORDS_VALUES_LIMIT, RECORD_LIMIT, RECORD_VALUES_LIMIT } from './limits';
import { Refusal, type Rule } from './refusal';
import { breathe } from './source';
import { isId, isLabel, isMachine, isSlug, isTime } from './text';

const faults: Record<JsonFault, Rule> = {
  syntax: 'record-syntax',
  depth: 'record-depth',
  twice: 'record-twice-field',
  values: 'record-values',
};

const LINE_FEED = 10;
const COMMA = 44;

/** How many values records and their earlier versions have together. */
export class Values {
  #count = 0;

  add(count: number): void {
    this.#count += count;
    if (this.#count > RECORDS_VALUES_LIMIT) throw new Refusal('record-values');
  }
}

export class Records {
  readonly #cases: Set<string>;
  /** Each record's kind and case. */
  readonly #known = new Map<string, { kind: string; inCase: string | null }>();
  readonly #breath = breathe();
  #count = 0;
  /** Versions of one record that are of different kinds. */
  #hasOther = false;

  /** `isPast`: of earlier versions a record may have many. */
  constructor(
    cases: string[],
    private readonly values: Values,
    private readonly isPast = false,
  ) {
    this.#cases = new Set(cases);
  }

  get count(): number {
    return this.#count;
  }

  has(id: string): boolean {
    return this.#known.has(id);
  }

  caseOf(id: string): string | null {
    return this.#known.get(id)?.inCase ?? null;
  }

  /** Whether all of these are earlier versions of records of ours. */
  holdsAll(past: Records): boolean {
    return !past.#hasOther && Array.from(past.#known).every(([id, { kind }]) => this.#known.get(id)?.kind === kind);
  }

  /** One member, whose hash was right. */
  async read(bytes: Uint8Array): Promise<void> {
    let expect: 'opening' | 'record or closing' | 'record' | 'closing' | 'nothing' = 'opening';
    for (let at = 0; at < bytes.length; ) {
      const end = bytes.indexOf(LINE_FEED, at);
      const line = bytes.subarray(at, end < 0 ? bytes.length : end);
      // A record and its comma.
      if (line.length > RECORD_LIMIT + 1) throw new Refusal('record-too-long');
      if (end < 0) throw new Refusal('record-lines');
      at = end + 1;
      const isMark = (sign: string): boolean => line.length === 1 && line[0] === sign.charCodeAt(0);
      if (expect === 'opening' && isMark('[')) expect = 'record or closing';
      else if ((expect === 'closing' || expect === 'record or closing') && isMark(']')) expect = 'nothing';
      else if ((expect === 'record' || expect === 'record or closing') && !isMark(']')) {
        const hasMore = line[line.length - 1] === COMMA;
        this.#record(hasMore ? line.subarray(0, -1) : line);
        expect = hasMore ? 'record' : 'closing';
      } else throw new Refusal('record-lines');
      await this.#breath();
    }
    if (expect !== 'nothing') throw new Refusal('record-lines');
  }

  #record(line: Uint8Array): void {
    if (line.length > RECORD_LIMIT) throw new Refusal('record-too-long');
    const read = readJson(line, RECORD_VALUES_LIMIT);
    if (typeof read === 'string') throw new Refusal(faults[read]);
    this.values.add(read.count);
    const envelope = shape(new Fields(read.value, 'record-shape'));
    if (!isSlug(envelope.kind) || !(envelope.author === '' || isLabel(envelope.author)) || !Array.from(envelope.withheld).every(isLabel)) throw new Refusal('record-label');
    if (!Array.from(envelope.body.keys()).every(isLabel)) throw new Refusal('record-field-name');
    const code = envelope.body.get('code');
    if (typeof code === 'string' && !isLabel(code)) throw new Refusal('record-code');
    if (![...envelope.since.keys(), ...envelope.rivals.map(({ field }) => field)].every(isLabel)) throw new Refusal('record-field-name');
    if (!fits(envelope)) throw new Refusal('record-edits');
    if (envelope.inCase !== null && !this.#cases.has(envelope.inCase)) throw new Refusal('record-case');
    const known = this.#known.get(envelope.id);
    if (known && !this.isPast) throw new Refusal('record-twice');
    if (known && known.kind !== envelope.kind) this.#hasOther = true;
    this.#known.set(envelope.id, { kind: envelope.kind, inCase: envelope.inCase });
    this.#count += 1;
  }
}

interface Dot {
  machine: string;
  n: bigint;
}

interface Envelope {
  id: string;
  inCase: string | null;
  kind: string;
  author: string;
  body: Map<string, unknown>;
  withheld: Set<string>;
  version: Map<string, bigint>;
  machine: string;
  since: Map<string, Dot>;
  rivals: { field: string; edit: Dot }[];
}

const isBelow = (one: Dot, other: Dot): boolean => (one.machine === other.machine ? one.n < other.n : one.machine < other.machine);

/** Whether a version could carry these edits: each within it, and rivals in their order beside a value of a lower edit. */
function fits({ version, machine, body, withheld, since, rivals }: Envelope): boolean {
  const isSeen = ({ machine: who, n }: Dot): boolean => n > 0n && (version.get(who) ?? 0n) >= n;
  const own: Dot = { machine, n: version.get(machine) ?? 0n };
  const shown = (field: string): Dot | null => since.get(field) ?? (body.has(field) ? own : null);
  const isSound = (field: string, edit: Dot): boolean => isSeen(edit) && !withheld.has(field);
  return (
    Array.from(since).every(([field, edit]) => isSound(field, edit)) &&
    rivals.every(({ field, edit }, at) => {
      const [value, before] = [shown(field), rivals[at - 1]];
      const isAfter = !before || compare(before.field, field) < 0 || (before.field === field && isBelow(before.edit, edit));
      return isSound(field, edit) && value !== null && isBelow(value, edit) && isAfter;
    })
  );
}

/** By the bytes of their UTF-8, as the program sorts. */
function compare(one: string, other: string): number {
  const [a, b] = [Array.from(one), Array.from(other)];
  const at = a.findIndex((sign, place) => sign !== b[place]);
  return at < 0 ? a.length - b.length : (a[at]?.codePointAt(0) ?? 0) - (b[at]?.codePointAt(0) ?? -1);
}

function dot(value: Json): Dot {
  const [machine, n] = Array.isArray(value) && value.length === 2 ? value : [];
  if (typeof machine !== 'string' || !isMachine(machine) || typeof n !== 'bigint') throw new Refusal('record-shape');
  return { machine, n };
}

function shape(fields: Fields): Envelope {
  const version = fields.map('version');
  const isVersion = Array.from(version).every(([machine, counter]) => isMachine(machine) && typeof counter === 'bigint');
  if (!isVersion) throw new Refusal('record-shape');
  fields.text('time', isTime);
  const edits = fields.has('edits') ? fields.object('edits') : null;
  const since = new Map<string, Dot>();
  if (edits?.has('since')) for (const [field, edit] of edits.map('since')) since.set(field, dot(edit));
  const rivals = (edits?.listOrNone('rivals', (item) => new Fields(item, 'record-shape')) ?? []).map((rival) => {
    const read = { field: rival.text('field'), edit: dot(rival.take('edit') ?? null) };
    if (rival.take('value') === undefined) throw new Refusal('record-shape');
    rival.end();
    return read;
  });
  edits?.end();
  const envelope: Envelope = {
    id: fields.text('id', isId),
    inCase: fields.textOrNull('case', isId),
    kind: fields.text('kind'),
    author: fields.text('author'),
    body: fields.map('body'),
    machine: fields.text('machine', isMachine),
    version: version as Map<string, bigint>,
    withheld: new Set(fields.listOrNone('withheld', fields.asText)),
    since,
    rivals,
  };
  fields.end();
  return envelope;
}
