/**
 * JSON from outside: depth and number of values bounded while it is read, no field named twice, no half of a letter.
 * Parsers disagree on which of two equal names counts, so this one refuses both. Whole numbers come as bigint, everything
 * else that is a number as number; objects are maps, so that no name means anything to the language.
 */
import { DEPTH_LIMIT } from './limits';

export type Json = null | boolean | string | number | bigint | Json[] | JsonObject;
export type JsonObject = Map<string, Json>;
export type JsonFault = 'syntax' | 'depth' | 'twice' | 'values';

class Fault extends Error {
  constructor(readonly fault: JsonFault) {
    super(fault);
  }
}

const WHOLE_LIMIT = 2n ** 64n - 1n;
const escapes: Record<string, string> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** The value and how many values it holds (each object, array, string, number, true, false and null is one), or the fault. */
export function readJson(bytes: Uint8Array, limit: number): { value: Json; count: number } | JsonFault {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return 'syntax';
  }
  const reader = new Reader(text, limit);
  try {
    const value = reader.whole();
    return { value, count: limit - reader.left };
  } catch (fault) {
    if (fault instanceof Fault) return fault.fault;
    throw fault;
  }
}

class Reader {
  #at = 0;

  constructor(
    private readonly text: string,
    public left: number,
  ) {}

  whole(): Json {
    const value = this.#value(0);
    this.#blank();
    if (this.#at < this.text.length) throw new Fault('syntax');
    return value;
  }

  #value(depth: number): Json {
    this.#blank();
    if (this.left === 0) throw new Fault('values');
    this.left -= 1;
    switch (this.text[this.#at]) {
      case '{':
        return this.#object(this.#deeper(depth));
      case '[':
        return this.#array(this.#deeper(depth));
      case '"':
        return this.#string();
      case 't':
        return this.#word('true', true);
      case 'f':
        return this.#word('false', false);
      case 'n':
        return this.#word('null', null);
      default:
        return this.#number();
    }
  }

  #deeper(depth: number): number {
    if (depth === DEPTH_LIMIT) throw new Fault('depth');
    this.#at += 1;
    return depth + 1;
  }

  #object(depth: number): JsonObject {
    const fields: JsonObject = new Map();
    if (this.#takes('}')) return fields;
    do {
      this.#blank();
      if (this.text[this.#at] !== '"') throw new Fault('syntax');
      const name = this.#string();
      if (fields.has(name)) throw new Fault('twice');
      if (!this.#takes(':')) throw new Fault('syntax');
      fields.set(name, this.#value(depth));
    } while (this.#takes(','));
    if (!this.#takes('}')) throw new Fault('syntax');
    return fields;
  }

  #array(depth: number): Json[] {
    const items: Json[] = [];
    if (this.#takes(']')) return items;
    do items.push(this.#value(depth));
    while (this.#takes(','));
    if (!this.#takes(']')) throw new Fault('syntax');
    return items;
  }

  #string(): string {
    let parts = '';
    let from = this.#at + 1;
    for (let at = from; ; at += 1) {
      const code = this.text.charCodeAt(at);
      // NaN is the end of the text.
      if (!(code >= 0x20)) throw new Fault('syntax');
      if (code === 0x22) {
        this.#at = at + 1;
        return parts + this.text.slice(from, at);
      }
      if (code !== 0x5c) continue;
      parts += this.text.slice(from, at);
      const [sign, length] = this.#escape(at + 1);
      parts += sign;
      at += length;
      from = at + 1;
    }
  }

  #escape(at: number): [sign: string, length: number] {
    const plain = escapes[this.text[at] ?? ''];
    if (plain !== undefined) return [plain, 1];
    const high = this.#unit(at);
    if (high < 0xd800 || high > 0xdfff) return [String.fromCharCode(high), 5];
    const low = this.text[at + 5] === '\\' && high < 0xdc00 ? this.#unit(at + 6) : 0;
    if (low < 0xdc00 || low > 0xdfff) throw new Fault('syntax');
    return [String.fromCharCode(high, low), 11];
  }

  #unit(at: number): number {
    const digits = /^u([0-9a-fA-F]{4})$/.exec(this.text.slice(at, at + 5))?.[1];
    if (digits === undefined) throw new Fault('syntax');
    return parseInt(digits, 16);
  }

  #number(): number | bigint {
    const form = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
    form.lastIndex = this.#at;
    const [digits] = form.exec(this.text) ?? [];
    if (digits === undefined || !Number.isFinite(Number(digits))) throw new Fault('syntax');
    this.#at += digits.length;
    // A whole number of more than 20 digits is above the limit; BigInt would take long to say so.
    if (!/^\d{1,20}$/.test(digits)) return Number(digits);
    const whole = BigInt(digits);
    return whole <= WHOLE_LIMIT ? whole : Number(digits);
  }

  #word<T>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.#at)) throw new Fault('syntax');
    this.#at += word.length;
    return value;
  }

  #takes(sign: string): boolean {
    this.#blank();
    if (this.text[this.#at] !== sign) return false;
    this.#at += 1;
    return true;
  }

  #blank(): void {
    while (' \n\r\t'.includes(this.text[this.#at] ?? '-')) this.#at += 1;
  }
}
