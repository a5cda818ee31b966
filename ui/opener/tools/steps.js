// What a recipient does with a page, and what is asked of every screen.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
export const verdict = "document.querySelector('.verdict.sound')";

export async function unlock(page, secret) {
  await page.until("document.querySelector('.button.primary:not(:disabled)')");
  await page.evaluate("document.querySelector('#secret').focus()");
  await page.type(secret);
  await page.press('Enter');
}

export async function accessible(page, where) {
  await page.evaluate(`${axe}; undefined`);
  const found = await page.evaluate("axe.run(document, { iframes: false }).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes.map(({ target }) => target.join(' ')).join(', ')))");
  assert.deepEqual(found, [], `axe on ${where}`);
}
