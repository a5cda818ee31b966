// @vitest-environment node
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../src/tokens.css', import.meta.url), 'utf8');

function tokens(selector: string): Record<string, string> {
  const block = css.slice(css.indexOf(`${selector} {`)).split('}')[0] ?? '';
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/gu)].map((found) => [found[1], found[2]]));
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ['paper', 'sheet', 'sunk'];
const texts: [string, string[]][] = [
  ...['ink', 'ink-2', 'ink-3'].map((ink): [string, string[]] => [ink, [...grounds, ...(ink === 'ink-3' ? [] : ['accent-soft'])]]),
  ...['refusal', 'due', 'sound', 'hidden'].map((meaning): [string, string[]] => [meaning, ['sheet', 'paper', `${meaning}-soft`]]),
  ['accent', ['sheet', 'paper', 'accent-soft']],
  ['danger', ['sheet', 'paper']],
  ['accent-ink', ['accent', 'accent-strong']],
  ['ink', ['hit']],
];

for (const [theme, selector] of [['light', ':root'], ['dark', "[data-theme='dark']"]] as const) {
  describe(`contrast, ${theme}`, () => {
    const colour = tokens(selector);
    for (const [ink, on] of texts) {
      it.each(on)(`${ink} can be read on %s`, (ground) => {
        expect(contrast(colour[ink] ?? '', colour[ground] ?? '')).toBeGreaterThanOrEqual(4.5);
      });
    }
    it.each(grounds)('the edge of a field can be seen on %s', (ground) => {
      expect(contrast(colour['line-field'] ?? '', colour[ground] ?? '')).toBeGreaterThanOrEqual(3);
    });
  });
}
