/** Every text of the page in three languages, and which words go with which refusal. */
import purposes from '../../../crates/domain/vocab/consent_purpose.json';
import { rules, type Rule, type SealFault } from './refusal';
import { faults, words, type Language, type Word } from './words.table';

export type { Language, Word };
export const languages: { value: Language; name: string }[] = [
  { value: 'ru', name: 'Русский' },
  { value: 'kk', name: 'Қазақша' },
  { value: 'en', name: 'English' },
];

const order: Language[] = ['en', 'ru', 'kk'];

export const isLanguage = (text: string | null | undefined): text is Language => order.includes(text as Language);

export class Speech {
  constructor(readonly language: Language) {}

  say(word: Word, about: Record<string, string | number> = {}): string {
    const text = words[word][order.indexOf(this.language)] ?? word;
    return text.replace(/\{(\w+)\}/g, (_, name: string) => String(about[name] ?? ''));
  }

  /** What is wrong, in words, for a rule that most people have never heard of. */
  fault(rule: Rule | SealFault): string {
    return (faults[rule] ?? faults[familyOf(rule)] ?? faults['damaged'])?.[order.indexOf(this.language)] ?? rule;
  }

  /** A purpose that the program knows, in words; any other as it was written. */
  purpose(slug: string): string {
    const known = purposes.find((purpose) => purpose.slug === slug);
    return known ? known[this.language] : slug;
  }

  size(bytes: number): string {
    const units = this.language === 'en' ? ['bytes', 'KB', 'MB', 'GB'] : ['Б', 'КБ', 'МБ', 'ГБ'];
    let [value, unit] = [bytes, 0];
    for (; value >= 1000 && unit < 3; unit += 1) value /= 1000;
    const digits = unit === 0 || value >= 100 ? value.toFixed(0) : value.toFixed(1);
    return `${this.language === 'en' ? digits : digits.replace('.', ',')} ${units[unit] ?? ''}`;
  }

  /** `2026-09-21T14:13:20.123Z` is written as it is in UTC; another zone stays beside it. */
  time(text: string): string {
    const zone = /[Zz]$/.test(text) ? 'UTC' : text.slice(-6);
    const [, year = '', month = '', day = '', clock = ''] = /^(\d+)-(\d+)-(\d+).(\d+:\d+)/.exec(text) ?? [];
    return this.language === 'en' ? `${year}-${month}-${day} ${clock} ${zone}` : `${day}.${month}.${year} ${clock} ${zone}`;
  }
}

/** The part of the specification's table that a rule stands in. */
function familyOf(rule: Rule | SealFault): string {
  const at = (rules as readonly string[]).indexOf(rule);
  const starts: [Rule, string][] = [['cut-short', 'tar'], ['sender-form', 'signature'], ['manifest-syntax', 'manifest'], ['member-missing', 'members'], ['record-lines', 'records']];
  return starts.reduce((family, [first, name]) => (at >= rules.indexOf(first) ? name : family), 'damaged');
}
