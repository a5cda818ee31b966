// Dates as people type them, turned into the forms Rust reads. What is not a date stays as the words it was told in.

/** A date as it is stored. */
export interface StoredDate {
  from?: string;
  to?: string;
  precision: string;
  time?: string;
  as_told?: string;
}

const months: readonly (readonly string[])[] = [
  ['янв', 'қаң', 'jan'],
  ['фев', 'ақп', 'feb'],
  ['мар', 'нау', 'mar'],
  ['апр', 'сәу', 'apr'],
  ['мая', 'май', 'мам', 'may'],
  ['июн', 'мау', 'jun'],
  ['июл', 'шіл', 'jul'],
  ['авг', 'там', 'aug'],
  ['сен', 'қыр', 'sep'],
  ['окт', 'қаз', 'oct'],
  ['ноя', 'қар', 'nov'],
  ['дек', 'жел', 'dec'],
];

const two = (digits: string) => digits.padStart(2, '0');

/** One plain date as `2025`, `2025-09` or `2025-09-28`; null when it is none. */
function plain(text: string): string | null {
  const iso = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/u.exec(text);
  if (iso) return [iso[1], iso[2], iso[3]].flatMap((part) => (part ? [two(part)] : [])).join('-');
  const dotted = /^(?:(\d{1,2})[./])?(\d{1,2})[./](\d{4})$/u.exec(text);
  if (dotted) return [dotted[3], dotted[2], dotted[1]].flatMap((part) => (part ? [two(part)] : [])).join('-');
  return named(text);
}

/** `28 сентября 2025`, `қыркүйек 2025`, `2025 жылғы 28 қыркүйек`. */
function named(text: string): string | null {
  const words = text.split(/[\s,.]+/u).filter((word) => word && !/^(г|года|год|ж|жыл|жылғы|жылы)$/u.test(word));
  const year = words.find((word) => /^\d{4}$/u.test(word));
  const day = words.find((word) => /^\d{1,2}$/u.test(word));
  const month = months.findIndex((names) => words.some((word) => names.some((name) => word.startsWith(name))));
  if (!year || month < 0 || words.length !== (day ? 3 : 2)) return null;
  return [year, two(String(month + 1)), ...(day ? [two(day)] : [])].join('-');
}

const prefixes: readonly [RegExp, string][] = [
  [/^(?:до|before|<)\s*(.+)$/u, 'before '],
  [/^(.+?)(?:\s*-?\s*(?:ге|ға|ке|қа))?\s+дейін$/u, 'before '],
  [/^(?:после|after|>)\s*(.+)$/u, 'after '],
  [/^(.+?)(?:\s*-?\s*(?:нан|нен|дан|ден|тан|тен))?\s+кейін$/u, 'after '],
  [/^(?:около|примерно|шамамен|about|~)\s*(.+)$/u, 'about '],
];

/** The typed text in the form Rust reads; null when it is not a date. */
export function canonicalDate(typed: string): string | null {
  const text = typed.trim().toLowerCase();
  const range = /^(.+?)\s*(?:\.\.|–|—|\s-\s)\s*(.+)$/u.exec(text);
  if (range?.[1] && range[2]) {
    const [from, to] = [plain(range[1]), plain(range[2])];
    return from && to ? `${from}..${to}` : null;
  }
  for (const [pattern, word] of prefixes) {
    const rest = pattern.exec(text)?.[1];
    const date = rest ? plain(rest.trim()) : null;
    if (date) return word + date;
  }
  return plain(text);
}

/** What a form stores for a typed date: nothing, a date, or an unknown date with the person's own words. */
export function readDate(typed: string): string | StoredDate | undefined {
  if (!typed.trim()) return undefined;
  return canonicalDate(typed) ?? { precision: 'unknown', as_told: typed };
}

/** A stored date as text to edit; reads back as the same date. */
export function writtenDate(stored: unknown): string {
  if (typeof stored === 'string') return stored;
  if (!isStored(stored)) return '';
  const from = dotted(stored.from, stored.precision);
  const to = dotted(stored.to, stored.precision);
  switch (stored.precision) {
    case 'unknown':
      return stored.as_told ?? '';
    case 'before':
      return `< ${to}`;
    case 'after':
      return `> ${from}`;
    case 'about':
      return `~ ${shortest(stored)}`;
    case 'between':
      return `${from} – ${to}`;
    default:
      return from;
  }
}

function isStored(value: unknown): value is StoredDate {
  return typeof value === 'object' && value !== null && 'precision' in value;
}

function dotted(day: string | undefined, precision: string): string {
  const [year = '', month = '', date = ''] = (day ?? '').split('-');
  if (precision === 'year') return year;
  return precision === 'month' ? `${month}.${year}` : `${date}.${month}.${year}`;
}

/** An "about" keeps the precision of what was typed: a year, a month or a day. */
function shortest(stored: StoredDate): string {
  const { from = '', to = '' } = stored;
  if (from.endsWith('-01-01') && to.endsWith('-12-31')) return dotted(from, 'year');
  return dotted(from, from === to ? 'day' : 'month');
}
