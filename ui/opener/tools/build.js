// Builds the page into one file without a reference to anything outside: dist/opener.html. The same sources give the same
// bytes, so that the committed file can be compared with a fresh one (tests/opener/build.test.ts).
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const here = new URL('../', import.meta.url);
const ui = new URL('../../', import.meta.url);
const read = (path, from = here) => readFileSync(new URL(path, from), 'utf8');
const path = (relative) => fileURLToPath(new URL(relative, here));

/** In kilobytes of 1024 bytes. */
const BUDGET = 150;

// The page takes X25519 keys and passphrases, and refuses every other kind before the age library sees it. What that
// library carries for post-quantum keys is half of its size and could never run.
const stub = '\0no-post-quantum';
const withoutPostQuantum = {
  name: 'without-post-quantum',
  enforce: 'pre',
  resolveId: (id) => (id.startsWith('@noble/post-quantum/') ? stub : null),
  load: (id) => (id === stub ? 'const none = () => { throw new Error("no such key here"); }; export const MLKEM768X25519 = { decapsulate: none, encapsulate: none, getPublicKey: none }; export const MLKEM768P256 = MLKEM768X25519;' : null),
};

async function script() {
  const output = await build({
    configFile: false,
    root: path('.'),
    logLevel: 'warn',
    plugins: [withoutPostQuantum],
    build: {
      write: false,
      target: 'es2022',
      minify: 'oxc',
      modulePreload: false,
      lib: { entry: path('src/page.ts'), formats: ['iife'], name: 'page' },
    },
  });
  const chunks = [output].flat().flatMap(({ output: parts }) => parts);
  if (chunks.length !== 1) throw new Error('more than one file came out');
  return chunks[0].code.trim();
}

// Comments and needless blanks, and names of variables that only the style sheet knows; every string in it is a plain word.
const squeeze = (css) => {
  const bare = css.replace(/\/\*[\s\S]*?\*\//g, '');
  const names = Array.from(new Set(bare.match(/--[a-z][\w-]*/g)));
  return bare
    .replace(/--[a-z][\w-]*/g, (name) => `--${names.indexOf(name).toString(36)}`)
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .trim();
};

function licences() {
  const packages = ['age-encryption', '@noble/ciphers', '@noble/curves', '@noble/hashes', '@scure/base'];
  const texts = new Map();
  for (const name of packages) {
    const { version } = JSON.parse(read(`node_modules/${name}/package.json`, ui));
    const text = read(`node_modules/${name}/LICENSE`, ui).replace(/\(https?:[^)]*\)/g, '').replace(/ +$/gm, '').trim();
    // Whose it is goes beside each name, so that one text of a licence is enough for all that are under it.
    const owners = text.match(/^Copyright .*\n/gm).join('');
    const terms = text.replace(/^Copyright .*\n/gm, '').trim();
    texts.set(terms, `${texts.get(terms) ?? ''}This page holds ${name} ${version}:\n${owners}\n`);
  }
  return Array.from(texts, ([terms, notices]) => notices + terms.replace(/\n{3,}/g, '\n\n')).join('\n\n');
}

export async function makePage() {
  const code = await script();
  const style = squeeze(read('page.css') + read('opened.css'));
  const notices = licences();
  if (/<\/script|<!--|<script/i.test(code)) throw new Error('the script would end its own element');
  if (/\bsourceMappingURL|\beval\(|new Function\(/.test(code)) throw new Error('the script makes code out of text');
  if (/url\(|@import/.test(style)) throw new Error('the style refers to something');
  if (notices.includes('--')) throw new Error('a licence would end its comment');
  const sum = createHash('sha256').update(code).digest('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${sum}'`,
    // The dossier brings a style of its own, and its frame inherits this policy. A hash here would switch 'unsafe-inline' off.
    "style-src 'unsafe-inline'",
    'img-src blob: data:',
    // The dossier is a text given to its frame; a frame that went anywhere else would be stopped.
    "frame-src 'none'",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const parts = { POLICY: policy, STYLE: style, SCRIPT: code, LICENCES: notices };
  const page = read('page.html').replace(/%([A-Z]+)%/g, (whole, name) => parts[name] ?? whole);
  if (page.split('\n').filter((line) => line === '<!--sandyq:sealed-->').length !== 1) throw new Error('the marker is not there once');
  if (page.split('@@LANG@@').length !== 3 || page.split('@@MODE@@').length !== 2) throw new Error('a placeholder is not there as often as it should be');
  return page;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const page = await makePage();
  mkdirSync(new URL('dist/', here), { recursive: true });
  writeFileSync(new URL('dist/opener.html', here), page);
  const size = Buffer.byteLength(page) / 1024;
  console.log(`dist/opener.html: ${size.toFixed(1)} KiB of ${BUDGET}`);
  if (size > BUDGET) process.exit(1);
}
