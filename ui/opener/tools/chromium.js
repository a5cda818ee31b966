// A browser driven through a pipe by the DevTools protocol (https://chromedevtools.github.io/devtools-protocol/), without a
// library: start, send, listen, stop.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BINARY = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Whatever a page would ask of the world arrives here, a mere greeting too. */
export async function startWorld() {
  const world = { greetings: 0, port: 0, stop: () => server.close() };
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    // The name that is asked for stands in the first words, of HTTP and TLS alike. A browser also greets its maker on its own.
    socket.once('data', (data) => {
      if (data.includes('snare.example')) world.greetings += 1;
      socket.destroy();
    });
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  world.port = server.address().port;
  return world;
}

/** `snare`: a port of this computer to which every name in the world resolves, so that any attempt to reach one is seen. */
export async function startChromium(snare) {
  const profile = mkdtempSync(join(tmpdir(), 'opener-profile-'));
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', `--host-resolver-rules=MAP * 127.0.0.1:${snare}`, '--remote-debugging-pipe', `--user-data-dir=${profile}`, 'about:blank'];
  const child = spawn(BINARY, flags, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const [, , , input, output] = child.stdio;
  const waiting = new Map();
  const listeners = new Set();
  let next = 1;
  let rest = [];
  output.on('data', (data) => {
    let from = 0;
    for (let at = data.indexOf(0); at >= 0; at = data.indexOf(0, from)) {
      const message = JSON.parse(Buffer.concat([...rest, data.subarray(from, at)]).toString());
      rest = [];
      from = at + 1;
      const answer = waiting.get(message.id);
      waiting.delete(message.id);
      if (answer) answer(message);
      else for (const listener of listeners) listener(message);
    }
    rest.push(data.subarray(from));
  });
  const send = (method, params = {}, sessionId = undefined) =>
    new Promise((resolve, reject) => {
      const id = next;
      next += 1;
      waiting.set(id, ({ result, error }) => (error ? reject(new Error(`${method}: ${error.message}`)) : resolve(result)));
      input.write(`${JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) })}\0`);
    });
  const stop = async () => {
    await Promise.race([send('Browser.close').catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 3000))]);
    child.kill('SIGKILL');
    // Its helpers may still be writing for a moment.
    await new Promise((resolve) => setTimeout(resolve, 500));
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 });
  };
  return { send, listen: (listener) => listeners.add(listener), stop, pid: child.pid };
}

/** A page in that browser, and in it whatever frames have a process of their own. */
export async function openPage(browser, { width = 1366, height = 768 } = {}) {
  const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
  const send = (method, params) => browser.send(method, params, sessionId);
  const requests = [];
  const stopped = new Set();
  const problems = [];
  const frames = new Set();
  browser.listen(({ method, params, sessionId: session }) => {
    if (method === 'Network.requestWillBeSent') requests.push({ id: params.requestId, url: params.request.url });
    if (method === 'Network.webSocketCreated') requests.push({ id: params.requestId, url: params.url });
    if (method === 'Network.loadingFailed' && params.blockedReason === 'csp') stopped.add(params.requestId);
    if (method === 'Log.entryAdded') problems.push(params.entry.text);
    if (method === 'Runtime.exceptionThrown') problems.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
    if (method === 'Target.attachedToTarget' && session === sessionId) {
      frames.add(params.sessionId);
      // It waits, so that not even its first request is missed.
      for (const order of ['Network.enable', 'Log.enable', 'Runtime.runIfWaitingForDebugger']) browser.send(order, {}, params.sessionId).catch(() => undefined);
    }
    if (method === 'Target.detachedFromTarget' && session === sessionId) frames.delete(params.sessionId);
  });
  for (const domain of ['Page', 'Runtime', 'Network', 'Log', 'DOM']) await send(`${domain}.enable`);
  await send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
  const size = (w, h) => send('Emulation.setDeviceMetricsOverride', { width: w, height: h, deviceScaleFactor: 1, mobile: w < 500 });
  await size(width, height);
  const evaluate = async (expression) => {
    const { result, exceptionDetails } = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  const until = async (expression, what = expression, seconds = 30) => {
    for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
      if (await evaluate(expression)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`never came: ${what}`);
  };
  // What is laid out in the frames, wherever they run.
  const framed = async () => {
    const found = [];
    for (const session of [undefined, ...frames]) {
      const { documents, strings } = await browser.send('DOMSnapshot.captureSnapshot', { computedStyles: ['color', 'border-left-width'] }, session ?? sessionId);
      const words = (indexes) => indexes.map((index) => strings[index] ?? '');
      for (const { layout, nodes } of session ? documents : documents.slice(1)) {
        found.push({ text: words(layout.text).join('\n'), styles: layout.styles.map(words), names: words(nodes.nodeName) });
      }
    }
    return found;
  };
  return {
    send, evaluate, framed, until, requests, stopped, problems, frames, size, browser,
    go: (url) => send('Page.navigate', { url }),
    type: (text) => send('Input.insertText', { text }),
    press: async (key, code = key, windowsVirtualKeyCode = 13) => {
      for (const type of ['rawKeyDown', 'keyUp']) await send('Input.dispatchKeyEvent', { type, key, code, windowsVirtualKeyCode });
    },
    look: (dark) => send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }] }),
    shot: async () => Buffer.from((await send('Page.captureScreenshot', { format: 'png' })).data, 'base64'),
    close: () => browser.send('Target.closeTarget', { targetId }),
  };
}
