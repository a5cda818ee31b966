// Language, colours and text size: the only settings that exist before anything is unlocked.
import type { Look } from '../generated/Look';
import type { Theme } from '../generated/Theme';
import { ask } from './ipc';
import { language, speak } from './words.svelte';

export const textSizes = [90, 100, 115, 130] as const;

let theme = $state<Theme>('system');
let textSize = $state(100);
let dark: MediaQueryList | undefined;
let isDark = $state(false);

export const look = {
  get theme(): Theme {
    return theme;
  },
  /** What is on the screen, whoever chose it. */
  get isDark(): boolean {
    return isDark;
  },
  get textSize(): number {
    return textSize;
  },
};

/** Before anybody has chosen. */
const usual: Look = { lang: 'ru', theme: 'system', text_size: 100 };

/** Shows a look without storing it; none is the usual one. */
export async function applyLook(chosen: Look | null): Promise<void> {
  const shown = chosen ?? usual;
  await speak(shown.lang);
  theme = shown.theme;
  textSize = shown.text_size;
  paint();
}

/** Changes some of the look, shows it at once and stores it. */
export async function chooseLook(change: Partial<Look>): Promise<void> {
  await applyLook({ lang: language.current, theme, text_size: textSize, ...change });
  await ask('set_look', { look: { lang: language.current, theme, text_size: textSize } }).catch(() => null);
}

/** One text size up (+1), down (-1) or back to the usual one (0). */
export function stepTextSize(step: 1 | -1 | 0): void {
  const at = textSizes.findIndex((size) => size === textSize);
  const next = step === 0 ? 100 : (textSizes[at + step] ?? textSize);
  void chooseLook({ text_size: next });
}

function paint(): void {
  dark ??= matchMedia('(prefers-color-scheme: dark)');
  dark.onchange = paint;
  const root = document.documentElement;
  isDark = theme === 'system' ? dark.matches : theme === 'dark';
  root.dataset['theme'] = isDark ? 'dark' : 'light';
  root.dataset['text'] = String(textSize);
}
