// What a recipient does with a page, and what is asked of every screen.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
export const verdict = "document.querySelector('.verdict.sound')";

export async function unlock(page, secret) {
  await page.until("document.querySelector('.button.primary:not(:disabled)')");
  await page.evaluate("document.querySelector('#secret').focus()");
  await page.type(secret);
  await page.press('Enter');
}

/** A file that the page saved. */
export async function savedIn(folder, name) {
  for (let tries = 0; tries < 100; tries += 1) {
    if (readdirSync(folder).includes(name)) return readFileSync(join(folder, name));
    await wait(50);
  }
  throw new Error(`${name} was not saved`);
}

export async function accessible(page, where) {
  await page.evaluate(`${axe}; undefined`);
  const found = await page.evaluate("axe.run(document, { iframes: false }).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes.map(({ target }) => target.join(' ')).join(', ')))");
  assert.deepEqual(found, [], `axe on ${where}`);
}
