/** Fewest characters of a passphrase of one's own. Length is the rule: estimators know English words only. */
export const FEWEST = 20;

/** Characters as a person counts them. */
export function lengthOf(passphrase: string): number {
  return [...passphrase.normalize('NFKC')].length;
}

export function isLongEnough(passphrase: string): boolean {
  return lengthOf(passphrase) >= FEWEST;
}

/** A recovery code as it is compared: lower case, one space between words. */
export function tidyCode(typed: string): string {
  return typed
    .toLowerCase()
    .replace(/[\d.,;:–—-]+/gu, ' ')
    .trim()
    .split(/\s+/u)
    .join(' ');
}

/** Words of one card. */
export const WORDS_OF_CARD = 16;

/** How many words were typed or pasted. */
export function wordCount(text: string): number {
  return text.match(/\p{L}+/gu)?.length ?? 0;
}
