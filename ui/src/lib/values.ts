// The shapes a field's value takes in a record's body, read and written without knowing the kind.

/** Answers that are not values; every field takes them. */
export const RESERVED = ['unknown', 'not_asked', 'declined', 'not_applicable'] as const;
export type Reserved = (typeof RESERVED)[number];

export interface Passage {
  lang?: string;
  text: string;
}

export type Coded = string | { other: string } | { term: string };

export function isReserved(slug: string): slug is Reserved {
  return (RESERVED as readonly string[]).includes(slug);
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

export function idsOf(value: unknown): string[] {
  return listOf(value).filter((item) => typeof item === 'string');
}

export function codedOf(value: unknown): Coded[] {
  return listOf(value).filter((item): item is Coded => typeof item === 'string' || otherOf(item) !== null || termOf(item) !== null);
}

/** The words of an answer outside the vocabulary; null when it is a term. */
export function otherOf(value: unknown): string | null {
  const isOther = typeof value === 'object' && value !== null && 'other' in value && typeof value.other === 'string';
  return isOther ? (value.other as string) : null;
}

/** The record of an own term; null when it is a built-in one or other words. */
export function termOf(value: unknown): string | null {
  const isTerm = typeof value === 'object' && value !== null && 'term' in value && typeof value.term === 'string';
  return isTerm ? (value.term as string) : null;
}

/** One name for a choice of a list, whether it is built in or the group's own. */
export function keyOf(coded: Coded): string {
  const term = termOf(coded);
  return term !== null ? `term:${term}` : typeof coded === 'string' ? coded : '';
}

/** The value behind such a name. */
export function codedFrom(key: string): Coded {
  return key.startsWith('term:') ? { term: key.slice('term:'.length) } : key;
}

export function passagesOf(value: unknown): Passage[] {
  return listOf(value).flatMap((item) => {
    if (typeof item === 'string') return [{ text: item }];
    if (typeof item !== 'object' || item === null || !('text' in item) || typeof item.text !== 'string') return [];
    return 'lang' in item && typeof item.lang === 'string' ? [{ lang: item.lang, text: item.text }] : [{ text: item.text }];
  });
}

/** Passages that say something; `undefined` when none does, so that the field leaves the body. */
export function passages(all: Passage[]): Passage[] | undefined {
  return some(all.filter((passage) => passage.text.trim()));
}

export function some<T>(list: T[]): T[] | undefined {
  return list.length ? list : undefined;
}

/** What a record needs to be one. */
export interface Needed {
  required: string[];
  /** Fields of which any one is enough. */
  either?: string[];
}

/** The needed fields that say nothing yet. */
export function unsaid(body: Record<string, unknown>, { required, either = [] }: Needed): string[] {
  const says = (name: string) => body[name] !== undefined;
  return [...required.filter((name) => !says(name)), ...(either.some(says) ? [] : either.slice(0, 1))];
}
