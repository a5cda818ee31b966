// The words of the page. The same Fluent files speak for Rust; here only the page's own two are bundled.
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import type { Lang } from '../generated/Lang';

/** In the order of a language menu, each in its own script. */
export const languages: readonly { value: Lang; label: string; lang: Lang }[] = [
  { value: 'kk', label: 'Қазақша', lang: 'kk' },
  { value: 'ru', label: 'Русский', lang: 'ru' },
  { value: 'en', label: 'English', lang: 'en' },
];

/** One language is read at start, the others when they are chosen. */
const sources: Record<Lang, () => Promise<{ texts: string[] }>> = {
  en: () => import('./texts/en'),
  ru: () => import('./texts/ru'),
  kk: () => import('./texts/kk'),
};
const bundles: Partial<Record<Lang, FluentBundle>> = {};

/** Reads the words of a language, once. */
export async function learn(lang: Lang): Promise<void> {
  if (bundles[lang]) return;
  const { texts } = await sources[lang]();
  // With Russian figures for Kazakh, which are the same (2 310): some web views have none for Kazakh and write English ones.
  // All three languages run left to right: isolation marks would only get in the way of copying.
  const made = new FluentBundle(lang === 'kk' ? 'ru' : lang, { useIsolating: false });
  for (const text of texts) made.addResource(new FluentResource(text));
  bundles[lang] = made;
}

/** Makes it the page's language, once its words are there. */
export async function speak(lang: Lang): Promise<void> {
  await learn(lang);
  language.current = lang;
}

let current = $state<Lang>('ru');

/** The page's language, whose words were read. Reading it inside an effect makes the effect run again after a switch. */
export const language = {
  get current(): Lang {
    return current;
  },
  set current(lang: Lang) {
    current = lang;
    document.documentElement.lang = lang;
  },
};

/** The word for a key, in the page's language. A test holds that every key used exists in all three. */
export function t(key: string, args?: Record<string, FluentVariable>): string {
  const made = bundles[current];
  const message = made?.getMessage(key);
  return made && message?.value ? made.formatPattern(message.value, args ?? null, []) : key;
}
