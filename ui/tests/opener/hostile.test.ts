// @vitest-environment node
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rules } from '../../opener/src/refusal';
import { tarOf } from '../../opener/src/verify';
import { tar } from './forge';
import { makeKey, openAge, openTar, refusalOf, seal } from './sealing';
import { every } from './vectors';

const specification = readFileSync(new URL('../../../docs/formats/bundle.md', import.meta.url), 'utf8');

test('a sound bundle opens, and its tar can be written again byte for byte', async () => {
  const whole = tar();
  const contents = await openTar(whole);
  expect(contents.manifest.sender.name).toBe('A');
  expect(contents.parts.map(({ name }) => name)).toContain('files/0002.pdf');
  expect(Buffer.concat(tarOf(contents)).equals(whole)).toBe(true);
});

describe('each hostile bundle is refused by its own rule', () => {
  test.each(every.map(([rule, broken], at) => ({ rule, broken, at })))('$at $rule', async ({ rule, broken }) => {
    expect(await refusalOf(openTar(tar(broken)))).toBe(rule);
  });
});

test('every rule of the specification has a hostile bundle, and no rule is invented', () => {
  const table = specification.slice(specification.indexOf('## Refusals'));
  const listed = Array.from(table.matchAll(/^\| `([a-z-]+)` \|/gm), ([, rule]) => rule);
  expect([...rules]).toEqual(listed);
  expect(rules.filter((rule) => !every.some(([broken]) => broken === rule))).toEqual([]);
});

test('every flipped bit of a tar is noticed', async () => {
  const sound = tar();
  for (let bit = 0; bit < sound.length * 8; bit += 997) {
    const altered = Buffer.from(sound);
    altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(await refusalOf(openTar(altered)), `bit ${bit.toString()}`).not.toBeNull();
  }
});

test('a hostile bundle that is well sealed is refused the same', async () => {
  const { key, recipient } = await makeKey();
  const age = await seal(tar({ bytes: (whole) => Buffer.concat([whole, Buffer.from('x')]) }), recipient);
  expect(await refusalOf(openAge(age, { keys: [key] }))).toBe('trailing-bytes');
});
