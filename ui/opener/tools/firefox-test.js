// The same page in Firefox, by WebDriver BiDi (https://w3c.github.io/webdriver-bidi/). Needs a WebSocket: Node 22, or
//   FIREFOX=/path/to/firefox node --experimental-websocket opener/tools/firefox-test.js [--shots FOLDER]
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { assemble } from './assemble.js';
import { loadForge, sampleTar, snares } from './sample.js';

const shots = process.argv[process.argv.indexOf('--shots') + 1];
const folder = mkdtempSync(join(tmpdir(), 'opener-firefox-'));
const template = readFileSync(new URL('../dist/opener.html', import.meta.url), 'utf8');
const { forge, sealing, stop } = await loadForge();
const { key, recipient } = await sealing.makeKey();
const port = 20_000 + Math.floor(Math.random() * 20_000);
const child = spawn(process.env.FIREFOX ?? 'firefox', ['--headless', '--no-remote', '--profile', folder, `--remote-debugging-port=${port}`, 'about:blank'], { stdio: 'ignore', env: { ...process.env, HOME: folder } });
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function connect() {
  for (let tries = 0; tries < 100; tries += 1) {
    const socket = new globalThis.WebSocket(`ws://127.0.0.1:${port}/session`);
    const open = await new Promise((resolve) => {
      socket.onopen = () => resolve(true);
      socket.onerror = () => resolve(false);
    });
    if (open) return socket;
    await wait(200);
  }
  throw new Error('Firefox did not answer');
}

try {
  const socket = await connect();
  const waiting = new Map();
  const requests = [];
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data);
    if (message.method === 'network.beforeRequestSent') requests.push(message.params.request.url);
    const answer = waiting.get(message.id);
    waiting.delete(message.id);
    answer?.(message);
  };
  let next = 0;
  const send = (method, params) =>
    new Promise((resolve, reject) => {
      next += 1;
      waiting.set(next, (message) => (message.type === 'error' ? reject(new Error(`${method}: ${message.message}`)) : resolve(message.result)));
      socket.send(JSON.stringify({ id: next, method, params }));
    });
  await send('session.new', { capabilities: {} });
  await send('session.subscribe', { events: ['network.beforeRequestSent'] });
  const { contexts } = await send('browsingContext.getTree', {});
  const context = contexts[0].context;
  await send('browsingContext.setViewport', { context, viewport: { width: 1366, height: 768 } });
  const evaluate = async (expression, where = context) => {
    const { result, exceptionDetails } = await send('script.evaluate', { expression, target: { context: where }, awaitPromise: true });
    if (exceptionDetails) throw new Error(exceptionDetails.text);
    return result.value;
  };
  const until = async (expression) => {
    for (let tries = 0; tries < 300; tries += 1) {
      if (await evaluate(expression)) return;
      await wait(100);
    }
    throw new Error(`never came: ${expression}`);
  };
  const shoot = async (name) => {
    if (!process.argv.includes('--shots')) return;
    mkdirSync(shots, { recursive: true });
    await wait(400);
    writeFileSync(join(shots, `firefox-${name}.png`), Buffer.from((await send('browsingContext.captureScreenshot', { context })).data, 'base64'));
  };
  const large = Number(process.argv[process.argv.indexOf('--large') + 1]) || 0;
  if (large) {
    const files = Array.from({ length: 10 }, (_, at) => [`files/01${at}.mp4`, randomBytes((large << 20) / 10)]);
    const path = join(folder, 'large.html');
    writeFileSync(path, assemble(template, await sealing.seal(sampleTar(forge, recipient, { files }), recipient)));
    const begun = Date.now();
    await send('browsingContext.navigate', { context, url: pathToFileURL(path).href, wait: 'complete' });
    const loaded = Date.now();
    await evaluate(`document.querySelector('#secret').value = ${JSON.stringify(key)}; document.querySelector('.button.primary').click()`);
    await until("Boolean(document.querySelector('.verdict.sound'))");
    console.log(`ok    Firefox: ${large} MiB loaded in ${loaded - begun} ms, opened in ${Date.now() - loaded} ms`);
  }
  for (const [name, extra] of [['sound', ''], ['snares', snares]]) {
    const path = join(folder, `${name}.html`);
    writeFileSync(path, assemble(template, await sealing.seal(sampleTar(forge, recipient, { extra }), recipient), { lang: 'ru' }));
    requests.length = 0;
    await send('browsingContext.navigate', { context, url: pathToFileURL(path).href, wait: 'complete' });
    await until("Boolean(document.querySelector('.button.primary:not(:disabled)'))");
    await shoot(`ask-${name}`);
    await evaluate(`document.querySelector('#secret').value = ${JSON.stringify(key)}; document.querySelector('.button.primary').click()`);
    await until("Boolean(document.querySelector('.verdict.sound, .card.refusal'))");
    assert.match(await evaluate('document.body.innerText'), /Файл цел и не изменён/);
    await wait(1500);
    const tree = await send('browsingContext.getTree', { root: context });
    const frames = tree.contexts[0].children;
    assert.equal(frames.length, 1);
    const text = await evaluate('document.body.innerText', frames[0].context).catch((fault) => `no answer from the frame: ${fault.message}`);
    const style = await evaluate("getComputedStyle(document.querySelector('.refused')).borderLeftWidth", frames[0].context).catch(() => 'unknown');
    console.log(`    ${name}: frame says ${JSON.stringify(text.slice(0, 80))}, style ${style}`);
    assert.doesNotMatch(text, /SCRIPT RAN/);
    await shoot(`dossier-${name}`);
    await evaluate("document.querySelector('#tab-gallery').click()");
    await until("document.querySelector('.tile img').naturalWidth === 640");
    await shoot(`gallery-${name}`);
    assert.equal(await evaluate('typeof RAN'), 'undefined');
    assert.deepEqual(requests.filter((url) => !/^(file|blob|data|about|resource|chrome):/.test(url)), []);
    // Last, because its dialog stands before the page until somebody answers.
    if (extra) {
      await evaluate("document.querySelector('#tab-dossier').click()");
      await evaluate("document.querySelector('.above .button').click()");
      await until("Boolean(document.querySelector('iframe.printed')?.contentDocument?.body?.innerText.includes('удержана до утра'))");
    }
    console.log(`ok    Firefox: ${name}`);
  }
} finally {
  child.kill('SIGKILL');
  await stop();
  await wait(300);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
process.exit(0);
