// The words of the page. The same Fluent files speak for Rust; here only the page's own two are bundled.
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import type { Lang } from '../generated/Lang';
import enApp from '../../locales/en/app.ftl?raw';
import enErrors from '../../locales/en/errors.ftl?raw';
import kkApp from '../../locales/kk/app.ftl?raw';
import kkErrors from '../../locales/kk/errors.ftl?raw';
import ruApp from '../../locales/ru/app.ftl?raw';
import ruErrors from '../../locales/ru/errors.ftl?raw';

/** In the order of a language menu, each in its own script. */
export const languages: readonly { value: Lang; label: string; lang: Lang }[] = [
  { value: 'kk', label: 'Қазақша', lang: 'kk' },
  { value: 'ru', label: 'Русский', lang: 'ru' },
  { value: 'en', label: 'English', lang: 'en' },
];

const bundles: Record<Lang, FluentBundle> = {
  en: bundle('en', enApp, enErrors),
  ru: bundle('ru', ruApp, ruErrors),
  // With Russian figures, which are the same (2 310): some web views have none for Kazakh and write English ones.
  kk: bundle('ru', kkApp, kkErrors),
};

function bundle(figures: Lang, ...sources: string[]): FluentBundle {
  // All three languages run left to right: isolation marks would only get in the way of copying.
  const made = new FluentBundle(figures, { useIsolating: false });
  for (const source of sources) made.addResource(new FluentResource(source));
  return made;
}

let current = $state<Lang>('ru');

/** The page's language. Reading it inside an effect makes the effect run again after a switch. */
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
  const message = made.getMessage(key);
  return message?.value ? made.formatPattern(message.value, args ?? null, []) : key;
}
