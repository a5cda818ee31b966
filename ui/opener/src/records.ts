/**
 * Members of records: a JSON array with one envelope on each line. The page shows none of them as data; it reads them to
 * hold the rules that bind records, evidence and manifest together, as the program's reader does.
 */
import { Fields } from './fields';
import { readJson, type JsonFault } from './json';
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

export class Records {
  readonly #cases: Set<string>;
  readonly #ids = new Set<string>();
  readonly #breath = breathe();
  #values = 0;

  constructor(cases: string[]) {
    this.#cases = new Set(cases);
  }

  get count(): number {
    return this.#ids.size;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
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
    this.#values += read.count;
    if (this.#values > RECORDS_VALUES_LIMIT) throw new Refusal('record-values');
    const envelope = shape(new Fields(read.value, 'record-shape'));
    if (!isSlug(envelope.kind) || !(envelope.author === '' || isLabel(envelope.author)) || !envelope.withheld.every(isLabel)) throw new Refusal('record-label');
    if (!Array.from(envelope.body.keys()).every(isLabel)) throw new Refusal('record-field-name');
    const code = envelope.body.get('code');
    if (typeof code === 'string' && !isLabel(code)) throw new Refusal('record-code');
    if (envelope.inCase !== null && !this.#cases.has(envelope.inCase)) throw new Refusal('record-case');
    if (this.#ids.has(envelope.id)) throw new Refusal('record-twice');
    this.#ids.add(envelope.id);
  }
}

function shape(fields: Fields): { id: string; inCase: string | null; kind: string; author: string; body: Map<string, unknown>; withheld: string[] } {
  const version = fields.map('version');
  const isVersion = Array.from(version).every(([machine, counter]) => isMachine(machine) && typeof counter === 'bigint');
  const withheld = fields.take('withheld') ?? [];
  if (!isVersion || !Array.isArray(withheld) || !withheld.every((name) => typeof name === 'string')) throw new Refusal('record-shape');
  fields.text('machine', isMachine);
  fields.text('time', isTime);
  const envelope = {
    id: fields.text('id', isId),
    inCase: fields.textOrNull('case', isId),
    kind: fields.text('kind'),
    author: fields.text('author'),
    body: fields.map('body'),
    withheld,
  };
  fields.end();
  return envelope;
}
