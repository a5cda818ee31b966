// Bundles that are no hand-over, and what a page must say of them.
import assert from 'node:assert/strict';
import { openPage } from './chromium.js';
import { accessible, unlock, verdict } from './steps.js';

const time = '2026-09-21T14:13:20.123Z';

export const otherKinds = ({ tar, id }) => [
  {
    lang: 'ru',
    wanted: /Вид\s+подтверждение получения[^]*Подтверждений\s+3/,
    tar: tar({ manifest: (m) => {
      const receipts = [1, 2, 3].map((n) => ({ bundle: id(n), sha256: '0'.repeat(64), time }));
      Object.assign(m, { kind: 'receipt', cases: [], consent_basis: [], withheld: [], receipts });
    } }, [['README.txt', Buffer.from('Read me.\n')], ['index.html', Buffer.from('<!doctype html><p>Nothing.')]]),
  },
  {
    lang: 'kk',
    wanted: /Түрі\s+жаңарту[^]*Жою туралы хабарлар\s+2\s+Байланыстар\s+1/,
    tar: tar({ manifest: (m) => {
      const endings = [7, 8].map((n) => ({ record: id(n), what: 'forget', time }));
      Object.assign(m, { kind: 'update', endings, contacts: [{ name: 'Somebody unseen', recipient: m.sender.recipient, key: m.sender.key }] });
    } }),
  },
];

/** What is for the program alone is counted, and nothing of it is shown. */
export async function kindIsTold(browser, { wanted }, address, key) {
  const page = await openPage(browser);
  await page.go(address);
  await unlock(page, key);
  await page.until(verdict);
  assert.match(await page.evaluate("document.querySelector('.side').innerText"), wanted);
  assert.doesNotMatch(await page.evaluate("document.querySelector('#page').innerHTML"), /unseen|01a0c449-5200-7(07|08)0/);
  await accessible(page, address);
  return page;
}
