// No literal text in markup: every word a person reads is in the Fluent files. Reads each component's syntax tree and
// reports letters in text nodes and in attributes that are read aloud or shown.
import { readFileSync, readdirSync } from 'node:fs';
import { parse } from 'svelte/compiler';

const SPOKEN = new Set(['title', 'alt', 'placeholder', 'label', 'aria-label', 'aria-description', 'help', 'lead', 'legend', 'text', 'hint']);
const LETTER = /\p{L}{2,}/u;
const root = new URL('../', import.meta.url).pathname;
let count = 0;

function report(file, source, at, text) {
  const line = source.slice(0, at).split('\n').length;
  console.error(`${file}:${line}: literal text ${JSON.stringify(text.trim())}; put it into locales/*/app.ftl`);
  count += 1;
}

function walk(node, text, attribute) {
  if (!node || typeof node !== 'object') return;
  if (Array.isArray(node)) {
    for (const one of node) walk(one, text, attribute);
    return;
  }
  if (node.type === 'Attribute') {
    attribute(node);
    return;
  }
  if (node.type === 'Text') text(node);
  for (const value of Object.values(node)) walk(value, text, attribute);
}

const components = readdirSync(root + 'src', { recursive: true }).filter((file) => file.endsWith('.svelte'));
for (const file of components) {
  const source = readFileSync(`${root}src/${file}`, 'utf8');
  const check = (part) => {
    if (LETTER.test(part.data)) report(`src/${file}`, source, part.start, part.data);
  };
  walk(parse(source, { modern: true }).fragment, check, (attribute) => {
    if (!SPOKEN.has(attribute.name) || !Array.isArray(attribute.value)) return;
    for (const part of attribute.value) if (part.type === 'Text') check(part);
  });
}
process.exit(count ? 1 : 0);
