/** Taking JSON objects apart completely: a field that is missing, unknown or of another type refuses the whole. */
import type { Json, JsonObject } from './json';
import { Refusal, type Rule } from './refusal';

export class Fields {
  readonly #left: JsonObject;

  constructor(
    value: Json | undefined,
    private readonly rule: Rule,
  ) {
    if (!(value instanceof Map)) throw new Refusal(rule);
    this.#left = new Map(value);
  }

  take(name: string): Json | undefined {
    const value = this.#left.get(name);
    this.#left.delete(name);
    return value;
  }

  text(name: string, isSound: (text: string) => boolean = () => true): string {
    const value = this.take(name);
    if (typeof value !== 'string' || !isSound(value)) throw new Refusal(this.rule);
    return value;
  }

  /** Absent and null are the same. */
  textOrNull(name: string, isSound: (text: string) => boolean = () => true): string | null {
    const value = this.take(name) ?? null;
    if (value !== null && (typeof value !== 'string' || !isSound(value))) throw new Refusal(this.rule);
    return value;
  }

  whole(name: string): bigint {
    const value = this.take(name);
    if (typeof value !== 'bigint') throw new Refusal(this.rule);
    return value;
  }

  truth(name: string): boolean {
    const value = this.take(name);
    if (typeof value !== 'boolean') throw new Refusal(this.rule);
    return value;
  }

  object(name: string): Fields {
    return new Fields(this.take(name), this.rule);
  }

  map(name: string): JsonObject {
    const value = this.take(name);
    if (!(value instanceof Map)) throw new Refusal(this.rule);
    return value;
  }

  list<T>(name: string, read: (item: Json) => T): T[] {
    const value = this.take(name);
    if (!Array.isArray(value)) throw new Refusal(this.rule);
    return value.map(read);
  }

  /** The same, or empty where it is absent. Null is not absent. */
  listOrNone<T>(name: string, read: (item: Json) => T): T[] {
    return this.has(name) ? this.list(name, read) : [];
  }

  /** For lists of texts. */
  readonly asText = (value: Json): string => {
    if (typeof value !== 'string') throw new Refusal(this.rule);
    return value;
  };

  has(name: string): boolean {
    return this.#left.has(name);
  }

  /** Nothing else was in it. */
  end(): void {
    if (this.#left.size > 0) throw new Refusal(this.rule);
  }
}
