/** Short texts that people see beside a decision: no sign that hides, turns or breaks what stands there. */
import { LABEL_LIMIT, TEXT_LIMIT } from './limits';

/** Signs that hide, turn or break what stands beside them (docs/formats/bundle.md, *label* and *text*), but for control signs. */
const unprintable: [first: number, last: number][] = [
  [0x34f, 0x34f], [0x61c, 0x61c], [0x115f, 0x1160], [0x17b4, 0x17b5], [0x180b, 0x180f], [0x200b, 0x200f], [0x2028, 0x202e], [0x2060, 0x206f],
  [0x2800, 0x2800], [0x3164, 0x3164], [0xfeff, 0xfeff], [0xffa0, 0xffa0], [0xfff0, 0xfffb], [0x1bca0, 0x1bca3], [0x1d173, 0x1d17a], [0xe0000, 0xe0fff],
];
/** Harmless in pasted prose, but they make two labels that look the same differ. */
const ambiguous: [first: number, last: number][] = [[0xad, 0xad], [0xfe00, 0xfe0f]];

const hasAny = (text: string, ranges: [number, number][]): boolean =>
  Array.from(text).some((sign) => {
    const code = sign.codePointAt(0) ?? 0;
    return ranges.some(([first, last]) => code >= first && code <= last);
  });

const characters = (text: string): number => {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) if ((text.charCodeAt(at) & 0xfc00) !== 0xdc00) count += 1;
  return count;
};

/** One visible line: not empty, not too long, no spaces around it, nothing invisible. */
export function isLabel(text: string): boolean {
  const isBounded = text !== '' && text.length <= 2 * LABEL_LIMIT && characters(text) <= LABEL_LIMIT;
  return isBounded && !/^ | $|\p{Cc}|(?! )\p{White_Space}/u.test(text) && !hasAny(text, unprintable) && !hasAny(text, ambiguous);
}

/** A longer text: line feeds and tabs are fine, other control signs are not. */
export function isProse(text: string): boolean {
  return text.length <= 2 * TEXT_LIMIT && characters(text) <= TEXT_LIMIT && !/(?![\n\t])\p{Cc}/u.test(text) && !hasAny(text, unprintable);
}

export const isSlug = (text: string): boolean => /^[a-z][a-z0-9_-]{0,63}$/.test(text);
/** Lower case with hyphens, so that one id has one spelling. */
export const isId = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
export const isSum = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);
export const isMachine = (text: string): boolean => /^[0-9a-f]{32}$/.test(text);

/** An RFC 3339 time. */
export function isTime(text: string): boolean {
  const found = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|[+-](\d\d):(\d\d))$/.exec(text);
  if (!found) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, aside = 0, besides = 0] = found.slice(1).map((part) => Number(part ?? 0));
  const days = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && day >= 1 && day <= days && hour < 24 && minute < 60 && second <= 60 && aside < 24 && besides < 60;
}
