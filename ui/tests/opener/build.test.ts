// @vitest-environment node
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rules, sealFaults } from '../../opener/src/refusal';
import { Speech } from '../../opener/src/words';
import { words } from '../../opener/src/words.table';

const path = new URL('../../opener/dist/opener.html', import.meta.url);
const page = readFileSync(path, 'utf8');
const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
const scripts = Array.from(page.matchAll(/<script>([\s\S]*?)<\/script>/g), ([, code]) => code ?? '');

test('the committed page is what its sources build', async () => {
  // Plain JavaScript, so that the build needs nothing but itself.
  const { makePage } = (await import(/* @vite-ignore */ new URL('../../opener/tools/build.js', import.meta.url).href)) as { makePage: () => Promise<string> };
  const [one, two] = [await makePage(), await makePage()];
  expect(two === one, 'two builds are the same').toBe(true);
  expect(one === page, 'run npm run opener and commit what it writes').toBe(true);
}, 60_000);

test('the policy lets only the one script run, and nothing from outside', () => {
  expect(scripts).toHaveLength(1);
  expect(policy).toContain(`script-src 'sha256-${createHash('sha256').update(scripts[0] ?? '').digest('base64')}'`);
  for (const rule of ["default-src 'none'", "connect-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-src 'none'"]) expect(policy).toContain(rule);
  expect(policy).not.toMatch(/https?:|\*|'self'|unsafe-eval|script-src[^;]*unsafe/);
  expect(page.indexOf('http-equiv="Content-Security-Policy"')).toBeLessThan(page.indexOf('<style>'));
});

test('the page refers to nothing, and has its places for the program', () => {
  expect(page.match(/https?:\/\/[^'"`\s<)]*/g)).toEqual(['http://www.w3.org/2000/svg']);
  expect(page).not.toMatch(/<link|<img|\ssrc=|@import|url\(|sourceMapping|innerHTML|insertAdjacentHTML|document\.write|\beval\b|localStorage|sessionStorage|indexedDB|\bfetch\(|XMLHttpRequest|WebSocket/);
  expect(page.split('\n').filter((line) => line === '<!--sandyq:sealed-->')).toHaveLength(1);
  expect(page).toContain('<html lang="@@LANG@@" data-lang="@@LANG@@" data-mode="@@MODE@@">');
  expect(page.split('@@')).toHaveLength(7);
  // The program's page arrives before what is sealed, so that it can be read while a large file loads.
  expect(page.indexOf('<script>')).toBeLessThan(page.indexOf('<!--sandyq:sealed-->'));
  expect(Buffer.byteLength(page)).toBeLessThanOrEqual(150 * 1024);
});

test('every refusal has words in every language, and no text keeps an unfilled place', () => {
  for (const language of ['en', 'ru', 'kk'] as const) {
    const speech = new Speech(language);
    for (const rule of [...rules, ...sealFaults]) expect(speech.fault(rule).length, rule).toBeGreaterThan(15);
  }
  const places = (text: string): string[] => Array.from(text.matchAll(/\{\w+\}/g), ([place]) => place).sort();
  for (const [name, [en, ru, kk]] of Object.entries(words)) {
    expect([places(ru), places(kk)], name).toEqual([places(en), places(en)]);
    expect(new Set([en, ru]).size === 2 || name === 'evidence-count', name).toBe(true);
  }
  expect(new Speech('ru').size(1_500_000)).toBe('1,5 МБ');
  expect(new Speech('en').purpose('legal_help')).toBe('legal help');
  expect(new Speech('en').purpose('legal_aid')).toBe('legal_aid');
});

test('before it is opened the page tells nothing of who makes such files', () => {
  const shown = page.replace(/<script>[\s\S]*?<\/script>/g, '').replace(/<!--[\s\S]*?-->/g, '');
  expect(shown).not.toMatch(/sandyq|human.rights|правозащит/i);
});
