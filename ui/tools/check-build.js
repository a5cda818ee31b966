// What ships must be what was meant: no invented answers, nothing inline (the content security policy refuses it),
// nothing from elsewhere, and a page within its budget.
import { readFileSync, readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

// What is read before the first screen: the page, the code and styles it names and what these import, and the words of one language,
// the largest of the three. Screens that are read when they are opened are not among it.
const BUDGET = 150 * 1024;
// Everything that ships, the other two languages and all screens too: what a new screen adds is to be seen, and is raised by hand.
const TOTAL = 210 * 1024;
const dist = new URL('../dist/', import.meta.url);
const html = readFileSync(new URL('index.html', dist), 'utf8');
const assets = readdirSync(new URL('assets/', dist));
const code = assets.filter((name) => /\.(js|css)$/.test(name));
const problems = [];

for (const name of code) {
  const text = readFileSync(new URL(`assets/${name}`, dist), 'utf8');
  if (/K-26-031|IMG_2041/.test(text)) problems.push(`${name} holds the invented answers of ipc.mock`);
  if (name.endsWith('.css') && /url\(\s*['"]?(data|https?):/.test(text)) problems.push(`${name} refers to something outside`);
  if (/\beval\(|new Function\(/.test(text)) problems.push(`${name} makes code out of text`);
}
if (/<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=/i.test(html)) problems.push('index.html holds something inline');
if (/https?:\/\//.test(html)) problems.push('index.html refers to something outside');
for (const subset of ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext']) {
  if (!assets.some((name) => name.startsWith(`inter-${subset}-wght`))) problems.push(`the font subset ${subset} is missing`);
}
const zipped = (name) => gzipSync(readFileSync(new URL(`assets/${name}`, dist))).length;
const isWords = (name) => /^(en|ru|kk)-/.test(name);
const words = code.filter(isWords).map(zipped);
if (words.length !== 3) problems.push(`${words.length} files of words, not one for each language`);
const first = new Set(code.filter((name) => html.includes(`/assets/${name}"`)));
/** Whether a piece of code needs an asset at once; `import(` needs it later. */
const needs = (text, name) => ['from', 'import'].some((word) => [`${word}"./${name}"`, `${word} "./${name}"`].some((words) => text.includes(words)));
// A set that grows while it is walked through: what is imported is looked at too.
for (const one of first) {
  const text = one.endsWith('.js') ? readFileSync(new URL(`assets/${one}`, dist), 'utf8') : '';
  for (const name of code) if (needs(text, name)) first.add(name);
}
if (first.size < 2) problems.push('index.html names neither code nor styles');
const sum = (names) => names.reduce((all, name) => all + zipped(name), gzipSync(html).length);
const rest = sum(code.filter((name) => !isWords(name)));
const size = sum([...first]) + Math.max(...words);
const total = rest + words.reduce((sum, one) => sum + one, 0);
if (size > BUDGET) problems.push(`the page is ${size} bytes gzipped with one language, more than ${BUDGET}`);
if (total > TOTAL) problems.push(`the page is ${total} bytes gzipped with all languages, more than ${TOTAL}`);

for (const problem of problems) console.error(problem);
console.log(`page without fonts: ${(size / 1024).toFixed(1)} KiB gzipped of ${BUDGET / 1024} with one language, ${(total / 1024).toFixed(1)} with all`);
process.exit(problems.length ? 1 : 0);
