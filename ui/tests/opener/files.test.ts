// @vitest-environment node
/**
 * The vectors as files, for other implementations (crates/bundle/vectors/README.md): the page's reader runs all of them, those of the
 * program among them. `SANDYQ_FREEZE=1` writes those of the page's own that are missing; what lies there stays as it is.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Rule } from '../../opener/src/refusal';
import { tar, type Break } from './forge';
import { openTar, refusalOf } from './sealing';
import { every } from './vectors';

const folder = new URL('../../../crates/bundle/vectors/', import.meta.url);
const names = (): string[] => readdirSync(folder).filter((name) => name !== 'README.md');

const own = (): [name: string, rule: Rule | null, broken: Break][] => {
  const counts = new Map<Rule, number>();
  const hostile = every.map(([rule, broken]): [string, Rule, Break] => {
    const count = (counts.get(rule) ?? 0) + 1;
    counts.set(rule, count);
    return [`p-${rule}-${count.toString().padStart(2, '0')}`, rule, broken];
  });
  return [['p-sound', null, {}], ...hostile];
};

if (process.env['SANDYQ_FREEZE']) {
  const there = new Set(names());
  for (const [name, rule, broken] of own().filter(([name]) => !there.has(name))) {
    const expected = rule === null ? 'expect: success' : `expect: refused\nrule: ${rule}`;
    const head = Buffer.from(`${expected}\nformat: tar\ncompressed: zlib\n\n`);
    writeFileSync(new URL(name, folder), Buffer.concat([head, deflateSync(tar(broken), { level: 9 })]));
  }
}

describe('every vector in a file has the outcome it states', () => {
  test.each(names())('%s', async (name) => {
    const file = readFileSync(new URL(name, folder));
    const end = file.indexOf('\n\n');
    const rule = /^rule: (.+)$/m.exec(file.subarray(0, end).toString())?.[1] ?? null;
    expect(await refusalOf(openTar(inflateSync(file.subarray(end + 2))))).toBe(rule);
  });
});

test('the files of the page are its vectors, none missing and none left over', () => {
  expect(new Set(names().filter((name) => name.startsWith('p-')))).toEqual(new Set(own().map(([name]) => name)));
});
