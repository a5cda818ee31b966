/** Which keyboard a character came from, as far as the character tells. */
export type Script = 'latin' | 'cyrillic' | 'kazakh' | 'digit';

/** The script of the last character that has one; null when none does. */
export function lastScript(text: string): Script | null {
  for (const character of [...text].reverse()) {
    if (/[әғқңөұүһі]/iu.test(character)) return 'kazakh';
    if (/\p{Script=Cyrillic}/u.test(character)) return 'cyrillic';
    if (/\p{Script=Latin}/u.test(character)) return 'latin';
    if (/\d/u.test(character)) return 'digit';
  }
  return null;
}
