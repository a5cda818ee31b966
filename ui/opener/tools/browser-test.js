// Opens assembled pages in a real browser over file://, as a recipient would, and asks what must hold.
//   node opener/tools/browser-test.js [--shots FOLDER] [--large MEGABYTES]
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { assemble } from './assemble.js';
import { openPage, startChromium, startWorld } from './chromium.js';
import { kindIsTold, otherKinds } from './kinds.js';
import { loadForge, sampleTar, snares } from './sample.js';
import { accessible, savedIn, unlock, verdict, wait } from './steps.js';

const argument = (name) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};
const shots = argument('--shots');
const large = Number(argument('--large') ?? 0);
const template = readFileSync(new URL('../dist/opener.html', import.meta.url), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'opener-browser-'));
const downloads = join(folder, 'saved');
mkdirSync(downloads);
if (shots) mkdirSync(shots, { recursive: true });

const { forge, sealing, stop } = await loadForge();
const mine = await sealing.makeKey();
const other = await sealing.makeKey();
const tar = sampleTar(forge, mine.recipient);
const sealed = await sealing.seal(tar, mine.recipient);
const world = await startWorld();
const browser = await startChromium(world.port);
await browser.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads, eventsEnabled: true });

const pageOf = (name, text) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return pathToFileURL(path).href;
};

const outside = (page) => page.requests.filter(({ url }) => !/^(file|blob|data|about):/.test(url));

/** Nothing was even asked for; of a dossier whose style asks, nothing got past the policy. */
function noNetwork(page, { styleAsks = false } = {}) {
  const asked = outside(page).filter(({ id }) => !styleAsks || !page.stopped.has(id));
  assert.deepEqual(asked.map(({ url }) => url), [], 'nothing asked the network');
  assert.equal(world.greetings, 0, 'nothing reached the network');
}

const saved = (name) => savedIn(downloads, name);

async function shoot(page, name) {
  if (!shots) return;
  await wait(250);
  writeFileSync(join(shots, `${name}.png`), await page.shot());
}

const tests = {
  async 'a key opens it, the dossier is read, files are saved as they were, and nothing asks the network'() {
    const page = await openPage(browser);
    await page.go(pageOf('sealed.html', assemble(template, sealed, { lang: 'en', mode: 'key' })));
    await page.until("document.querySelector('#secret')");
    const first = await page.evaluate('document.body.innerText');
    assert.match(first, /certutil -hashfile "sealed.html" SHA256/);
    assert.doesNotMatch(first, /Айна|K-26|sandyq/i);
    await accessible(page, 'the first screen');

    await unlock(page, other.key);
    await page.until("document.querySelector('#secret-fault')?.textContent");
    assert.match(await page.evaluate("document.querySelector('#secret-fault').innerText"), /does not open the file/);
    assert.equal(await page.evaluate("document.activeElement.id + document.querySelector('#secret').value"), 'secret');
    await unlock(page, 'six quiet words');
    await page.until("document.querySelector('#secret-fault')?.textContent.includes('not a secret key')");

    await unlock(page, mine.key);
    await page.until(verdict);
    const text = await page.evaluate('document.body.innerText');
    assert.match(text, /Whole and unchanged/);
    assert.match(text, /not who made it/);
    assert.match(text, /SHA-256 matches for 13 of 13 members/);
    assert.match(text, /Группа «Айна»/);
    assert.match(text, /Kind\s+hand-over[^]*Позвоните, прежде чем подавать\.\nСнимок 0001/);
    assert.match(await page.evaluate("document.querySelector('.verdict.refusal').innerText"), /Sent without consent: W-07\s+Why, in their words\s+Суд завтра утром/);
    assert.equal(await page.evaluate("document.querySelectorAll('script[type]').length"), 0, 'no chunk is left');
    await wait(500);
    const [frame] = await page.framed();
    assert.match(frame.text, /Вызвана в отдел, удержана до утра/);
    assert.ok(frame.styles.some(([color, left]) => color === 'rgb(168, 67, 31)' || left === '7px'), "the dossier's own style is on");
    assert.ok(await page.evaluate("document.querySelector('iframe').getBoundingClientRect().height > 300"));
    assert.equal(await page.evaluate("document.querySelector('iframe').getAttribute('sandbox')"), '');
    await accessible(page, 'the dossier');

    for (const section of ['gallery', 'register', 'consent']) {
      await page.evaluate(`document.querySelector('#tab-${section}').click()`);
      await wait(200);
      await accessible(page, section);
      if (section === 'gallery') {
        await page.until("document.querySelector('.tile img')?.naturalWidth === 640", 'pictures');
        assert.equal(await page.evaluate("document.querySelectorAll('.tile').length"), 5);
        await page.until("document.querySelector('.tiles').innerText.includes('cannot be shown')");
        await page.evaluate("document.querySelector('.picture').click()");
        await page.until("document.querySelector('dialog[open] img')?.naturalWidth === 640");
        await accessible(page, 'the large picture');
        await page.press('Escape', 'Escape', 27);
        await page.until("!document.querySelector('dialog')");
      }
      if (section === 'register') {
        for (const name of ['0001.png', '0006.pdf', 'manifest.json', 'index.html']) {
          await page.evaluate(`document.querySelector('[aria-label="Save ${name}"]').click()`);
          await wait(100);
          const entry = tar.indexOf(`${name === '0001.png' || name === '0006.pdf' ? 'files/' : ''}${name}\0`);
          const size = parseInt(tar.toString('latin1', entry + 124, entry + 135), 8);
          assert.ok((await saved(name)).equals(tar.subarray(entry + 512, entry + 512 + size)), name);
        }
        await page.evaluate("document.querySelector('.saving .button').click()");
        assert.ok((await saved('bundle.tar')).equals(tar), 'the tar is the one that was sealed');
      }
      if (section === 'consent') assert.match(await page.evaluate("document.querySelector('#panel').innerText"), /Нет согласия на передачу адвокату/);
    }
    await page.evaluate("document.querySelector('.top .danger').click()");
    await page.until("document.querySelector('h1').textContent === 'Closed'");
    assert.doesNotMatch(await page.evaluate('document.documentElement.outerHTML'), /Айна|K-26|удержана/);
    noNetwork(page);
    assert.deepEqual(page.problems, []);
    await page.close();
  },

  async 'a receipt and an update say what they are; contacts and endings are counted and not shown'() {
    for (const kind of otherKinds(forge)) {
      const address = pageOf(`kind-${kind.lang}.html`, assemble(template, await sealing.seal(kind.tar, mine.recipient), { lang: kind.lang }));
      const page = await kindIsTold(browser, kind, address, mine.key);
      await shoot(page, `kind-${kind.lang}`);
      await page.close();
    }
  },

  async 'a key file opens it, and arrows go along the sections'() {
    const page = await openPage(browser);
    await page.go(pageOf('keyfile.html', assemble(template, sealed)));
    await page.until("document.querySelector('.button.primary:not(:disabled)')");
    const path = join(folder, 'key.txt');
    writeFileSync(path, `# created: today\n# public key: ${mine.recipient}\n${mine.key}\n`);
    const { root } = await page.send('DOM.getDocument');
    const { nodeId } = await page.send('DOM.querySelector', { nodeId: root.nodeId, selector: '#key-file' });
    await page.send('DOM.setFileInputFiles', { nodeId, files: [path] });
    await page.until("document.querySelector('.lock').innerText.includes('Keys in it: 1.')");
    await page.evaluate("document.querySelector('[lang=\"ru\"]').click()");
    await page.until("document.querySelector('.lock').innerText.includes('Ключей в нём: 1.')", 'the key survives another language');
    await page.evaluate("document.querySelector('.button.primary').click()");
    await page.until(verdict);
    await page.evaluate("document.querySelector('[role=tab][aria-selected=true]').focus()");
    await page.press('ArrowLeft', 'ArrowLeft', 37);
    assert.equal(await page.evaluate("document.activeElement.id + document.querySelector('.panel').classList.contains('consent')"), 'tab-consenttrue');
    await page.close();
  },

  async 'the dossier goes to the printer from a frame in which nothing runs'() {
    const page = await openPage(browser);
    await page.go(pageOf('print.html', assemble(template, await sealing.seal(sampleTar(forge, mine.recipient, { extra: snares }), mine.recipient))));
    await unlock(page, mine.key);
    await page.until(verdict);
    await page.evaluate("document.querySelector('.above .button').click()");
    await page.until("document.querySelector('iframe.printed')?.contentDocument?.body?.innerText.includes('удержана до утра')");
    assert.equal(await page.evaluate("document.querySelector('iframe.printed').getAttribute('sandbox')"), 'allow-same-origin allow-modals');
    assert.equal(await page.evaluate("document.querySelector('iframe.printed').contentDocument.querySelectorAll('script, [onerror]').length"), 0);
    assert.equal(await page.evaluate('typeof RAN'), 'undefined');
    // Left in, they would not run either.
    await page.evaluate("{ const frame = document.querySelector('iframe.printed').cloneNode(); frame.className = 'clone'; frame.srcdoc = '<img src=x onerror=\"parent.RAN=1\"><script>parent.RAN=2</script>'; document.body.append(frame); } undefined");
    await wait(500);
    assert.equal(await page.evaluate('typeof RAN'), 'undefined');
    await page.evaluate("document.querySelector('.top .danger').click()");
    assert.equal(await page.evaluate("document.querySelectorAll('iframe.printed').length"), 0);
    noNetwork(page, { styleAsks: true });
    await page.close();
  },

  async 'a dossier of somebody dishonest runs nothing, loads nothing and goes nowhere'() {
    const bad = await sealing.seal(sampleTar(forge, mine.recipient, { extra: snares }), mine.recipient);
    const page = await openPage(browser);
    await page.go(pageOf('snares.html', assemble(template, bad)));
    await unlock(page, mine.key);
    await page.until(verdict);
    await wait(1500);
    const [frame] = await page.framed();
    assert.match(frame.text, /удержана до утра/);
    assert.match(frame.text, /snares/);
    assert.doesNotMatch(frame.text, /SCRIPT RAN/);
    assert.deepEqual(frame.names.filter((name) => /^(SCRIPT|LINK|IFRAME|META|BASE|OBJECT|EMBED|FORM|VIDEO|script)$/.test(name)), []);
    assert.equal(await page.evaluate('typeof RAN'), 'undefined');
    noNetwork(page, { styleAsks: true });
    await page.close();
  },

  async 'even with its snares left in, the frame and the policy stop them'() {
    const page = await openPage(browser);
    await page.go(pageOf('frame.html', assemble(template, sealed)));
    await unlock(page, mine.key);
    await page.until(verdict);
    await page.evaluate(`document.querySelector('iframe').srcdoc = ${JSON.stringify(`<!doctype html><body>${snares.replace(/<link rel="(preconnect|dns-prefetch)"[^>]*>|<iframe[^>]*>/g, '')}`)}`);
    await wait(1500);
    const frames = await page.framed();
    assert.ok(frames.some(({ text }) => text.includes('snares')));
    assert.ok(frames.every(({ text }) => !text.includes('SCRIPT RAN')));
    assert.equal(await page.evaluate('typeof RAN'), 'undefined');
    assert.deepEqual(outside(page).filter(({ id }) => !page.stopped.has(id)).map(({ url }) => url), []);
    assert.equal(world.greetings, 0);
    // What no policy stops: a preconnect, and Chromium's greeting to where a frame within the frame is about to go. The reason
    // why such elements are taken out of a dossier before it is shown.
    await page.evaluate(`document.querySelector('iframe').srcdoc = ${JSON.stringify('<link rel="preconnect" href="https://snare.example"><iframe src="https://snare.example/frame"></iframe>')}`);
    await wait(1500);
    console.log(`    asked for, and stopped by the policy: ${outside(page).length}; greetings that it does not stop: ${world.greetings}`);
    world.greetings = 0;
    await page.close();
  },

  async 'a changed chunk is refused, and nothing is shown'() {
    const altered = Buffer.from(sealed);
    altered[altered.length - 500] ^= 1;
    const page = await openPage(browser);
    await page.go(pageOf('altered.html', assemble(template, altered)));
    await unlock(page, mine.key);
    await page.until("document.querySelector('.card.refusal')");
    const text = await page.evaluate('document.body.innerText');
    assert.match(text, /This file is refused/);
    assert.match(text, /Rule: damaged/);
    assert.doesNotMatch(text, /Айна|K-26/);
    assert.equal(await page.evaluate("document.querySelectorAll('iframe, .tile, table').length"), 0);
    await accessible(page, 'the refusal');
    noNetwork(page);
    await shoot(page, 'refused-en');
    await page.close();
  },

  async 'a bundle that breaks a rule is refused by its name'() {
    const extra = await sealing.seal(forge.tar({ entries: (all) => all.splice(5, 0, forge.entry('../x', Buffer.from('x'))) }), mine.recipient);
    const page = await openPage(browser);
    await page.go(pageOf('extra.html', assemble(template, extra, { lang: 'ru' })));
    await unlock(page, mine.key);
    await page.until("document.querySelector('.card.refusal')");
    assert.match(await page.evaluate('document.body.innerText'), /Правило: member-extra/);
    await page.close();
  },

  async 'a page without its sealed content says so'() {
    const page = await openPage(browser);
    await page.go(pageOf('empty.html', assemble(template, Buffer.alloc(0))));
    await unlock(page, mine.key);
    await page.until("document.querySelector('.card.refusal')?.innerText.includes('not-sealed')");
    await page.close();
  },

  async 'a passphrase opens it too'() {
    const { Encrypter } = await import('age-encryption');
    const encrypter = new Encrypter();
    encrypter.setPassphrase('шесть тихих слов');
    encrypter.setScryptWorkFactor(18);
    const locked = Buffer.from(await encrypter.encrypt(new Uint8Array(tar)));
    const page = await openPage(browser);
    await page.go(pageOf('passphrase.html', assemble(template, locked, { lang: 'kk', mode: 'passphrase' })));
    await page.until("document.querySelector('#secret')");
    await shoot(page, 'passphrase-kk');
    await unlock(page, 'шесть громких слов');
    await page.until("document.querySelector('#secret-fault')?.textContent");
    const begun = Date.now();
    await unlock(page, 'шесть тихих слов');
    await page.until(verdict);
    console.log(`    opened in ${Date.now() - begun} ms at work factor 18`);
    await page.close();
  },

  async 'each language and look, wide and narrow'() {
    if (!shots) return;
    for (const [lang, dark] of [['en', false], ['ru', false], ['kk', false], ['en', true], ['ru', true], ['kk', true]]) {
      const page = await openPage(browser);
      const name = `${lang}-${dark ? 'dark' : 'light'}`;
      await page.look(dark);
      await page.go(pageOf(`sealed-${name}.html`, assemble(template, sealed, { lang })));
      await page.until("document.querySelector('#secret')");
      await shoot(page, `1-ask-${name}`);
      await page.size(360, 740);
      assert.ok(await page.evaluate('document.documentElement.scrollWidth <= 360'), `${name}: 360 px are enough to ask`);
      await shoot(page, `narrow-ask-${name}`);
      await page.size(1366, 768);
      await unlock(page, mine.key);
      await page.until(verdict);
      for (const section of ['dossier', 'gallery', 'register', 'consent']) {
        await page.evaluate(`document.querySelector('#tab-${section}').click()`);
        await shoot(page, `2-${section}-${name}`);
        await page.size(360, 740);
        assert.ok(await page.evaluate('document.documentElement.scrollWidth <= 360'), `${name}: 360 px are enough for ${section}`);
        if (!dark) {
          await page.evaluate(`document.querySelector('${section === 'dossier' ? 'h1' : '.tabs'}').scrollIntoView()`);
          await shoot(page, `narrow-${section}-${name}`);
        }
        await page.size(1366, 768);
      }
      await accessible(page, name);
      await page.close();
    }
  },

  async 'a browser without cryptography of its own opens it too'() {
    const page = await openPage(browser);
    await page.send('Page.addScriptToEvaluateOnNewDocument', { source: 'delete Crypto.prototype.subtle' });
    await page.go(pageOf('bare.html', assemble(template, sealed)));
    await unlock(page, mine.key);
    await page.until(verdict);
    assert.deepEqual(page.problems, []);
    await page.close();
  },

  async 'a large file opens while the page stays alive'() {
    if (!large) return;
    const { randomBytes } = await import('node:crypto');
    const files = Array.from({ length: 10 }, (_, at) => [`files/01${at}.mp4`, randomBytes((large << 20) / 10)]);
    const big = await sealing.seal(sampleTar(forge, mine.recipient, { files }), mine.recipient);
    const page = await openPage(browser);
    const begun = Date.now();
    await page.go(pageOf('large.html', assemble(template, big)));
    await page.until("document.querySelector('.button.primary:not(:disabled)')", 'the page', 120);
    const loaded = Date.now();
    await page.evaluate("window.longest = 0; { let last = performance.now(); const beat = () => { const now = performance.now(); window.longest = Math.max(window.longest, now - last); last = now; if (!document.querySelector('.verdict')) setTimeout(beat, 0); }; beat(); } undefined");
    await unlock(page, mine.key);
    await page.until(verdict, 'the verdict', 300);
    const { metrics } = await page.send('Performance.enable').then(() => page.send('Performance.getMetrics'));
    const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize').value;
    const longest = await page.evaluate('Math.round(longest)');
    console.log(`    ${(big.length / 2 ** 20).toFixed(0)} MiB: loaded in ${loaded - begun} ms, opened in ${Date.now() - loaded} ms, longest pause ${longest} ms, heap ${(heap / 2 ** 20).toFixed(0)} MiB`);
    await page.close();
  },
};

let failed = 0;
try {
  for (const [name, run] of Object.entries(tests)) {
    try {
      await run();
      console.log(`ok    ${name}`);
    } catch (fault) {
      failed += 1;
      console.log(`FAIL  ${name}\n${fault.stack}`);
    }
  }
} finally {
  await browser.stop();
  await stop();
  world.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(failed > 0 ? 1 : 0);
