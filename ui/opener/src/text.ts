/** Short texts that people see beside a decision: no sign that hides, turns or breaks what stands there. */
import { LABEL_LIMIT, TEXT_LIMIT } from './limits';

/** Signs that hide, turn or break what stands beside them (docs/formats/bundle.md, *label* and *text*). */
const unprintable =
  /[\p{Cc}\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/u;
/** Harmless in pasted prose, but they make two labels that look the same differ. */
const ambiguous = /[\u00ad\ufe00-\ufe0f]|(?! )\p{White_Space}/u;

const characters = (text: string): number => {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) if ((text.charCodeAt(at) & 0xfc00) !== 0xdc00) count += 1;
  return count;
};

/** One visible line: not empty, not too long, no spaces around it, nothing invisible. */
export function isLabel(text: string): boolean {
  const isBounded = text !== '' && text.length <= 2 * LABEL_LIMIT && characters(text) <= LABEL_LIMIT;
  return isBounded && !/^ | $/.test(text) && !unprintable.test(text) && !ambiguous.test(text);
}

/** A longer text: line feeds and tabs are fine, other control signs are not. */
export function isProse(text: string): boolean {
  return text.length <= 2 * TEXT_LIMIT && characters(text) <= TEXT_LIMIT && !unprintable.test(text.replace(/[\n\t]/g, ''));
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
