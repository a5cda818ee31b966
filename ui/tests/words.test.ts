// @vitest-environment node
import { FluentResource } from '@fluent/bundle';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const languages = ['en', 'ru', 'kk'] as const;
const files = ['app.ftl', 'errors.ftl'] as const;

interface Pattern {
  id: string;
  variables: string[];
}

/** Keys of a Fluent file with the variables their patterns use. */
function keysOf(path: string): Pattern[] {
  return new FluentResource(read(path)).body.map((message) => {
    const found = [...JSON.stringify(message.value).matchAll(/"type":"var","name":"(\w+)"/gu)];
    return { id: message.id, variables: [...new Set(found.map((match) => match[1] ?? ''))].sort() };
  });
}

const source = readdirSync(new URL('../src', import.meta.url), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(svelte|ts)$/u.test(file) && !file.startsWith('generated') && !/mock/u.test(file))
  .map((file) => read(`src/${file}`))
  .join('\n');

describe('words', () => {
  for (const file of files) {
    it(`says the same things in three languages: ${file}`, () => {
      const english = keysOf(`locales/en/${file}`);
      for (const lang of languages) expect(keysOf(`locales/${lang}/${file}`), lang).toEqual(english);
    });
  }

  it('has no key that nobody uses', () => {
    const literals = new Set([...source.matchAll(/'([a-z][a-z0-9-]*)'/gu)].map((match) => match[1]));
    const unused = files.flatMap((file) => keysOf(`locales/en/${file}`)).filter(({ id }) => !literals.has(id));
    expect(unused.map(({ id }) => id)).toEqual([]);
  });

  it('has every key that is asked for', () => {
    const known = new Set(files.flatMap((file) => keysOf(`locales/en/${file}`).map(({ id }) => id)));
    const asked = [...source.matchAll(/\bt\(\s*'([a-z0-9-]+)'/gu), ...source.matchAll(/\bkeys?: '([a-z0-9-]+)'/gu), ...source.matchAll(/\? '([a-z0-9]+(?:-[a-z0-9]+)+)' : '/gu)];
    expect(asked.map((match) => match[1]).filter((key) => key && key.includes('-') && !known.has(key))).toEqual([]);
  });

  it('shares no key with the words of Rust, which read the same folders', () => {
    const others = readdirSync(new URL('../locales/en', import.meta.url)).filter((file) => !files.includes(file as 'app.ftl'));
    const theirs = new Set(others.flatMap((file) => keysOf(`locales/en/${file}`).map(({ id }) => id)));
    expect(files.flatMap((file) => keysOf(`locales/en/${file}`).map(({ id }) => id)).filter((id) => theirs.has(id))).toEqual([]);
  });

  it('writes Kazakh with Kazakh letters, not with look-alikes', () => {
    for (const file of files) {
      const words = read(`locales/kk/${file}`).replace(/^#.*$/gmu, '').replace(/^[a-z0-9-]+ =/gmu, '').replace(/\{[^}]*\}/gu, '');
      const mixed = words.match(/\p{Script=Cyrillic}+[a-zA-Z]+|[a-zA-Z]+\p{Script=Cyrillic}+/gu) ?? [];
      expect(mixed).toEqual([]);
    }
  });
});
