// @vitest-environment node
import { Encrypter } from 'age-encryption';
import { expect, test, vi } from 'vitest';
import { keysInFile, keysInText, scanHeader } from '../../opener/src/age';
import { open } from '../../opener/src/open';
import { CHUNK, Sealed } from '../../opener/src/sealed';
import { sumOf } from '../../opener/src/sums';
import { pattern, tar } from './forge';
import { chunksIn, makeKey, openAge, openTexts, refusalOf, seal, textsOf } from './sealing';

const { key, recipient } = await makeKey();
const other = await makeKey();
const secret = { keys: [key] };
const large = tar({ contents: (all) => all.push(['files/0003.mp4', Buffer.concat(Array<Buffer>(40).fill(pattern(50_000)))]) });
const sealed = await seal(large, recipient);

const withPassphrase = async (passphrase: string, work: number): Promise<Buffer> => {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(work);
  return Buffer.from(await encrypter.encrypt(new Uint8Array(tar())));
};

test('a key opens what was sealed to it, over several chunks', async () => {
  expect(textsOf(sealed).length).toBeGreaterThan(2);
  const { parts } = await openAge(sealed, secret);
  expect(parts.find(({ name }) => name === 'files/0003.mp4')?.bytes.length).toBe(2_000_000);
});

test('a wrong key is named, leaves the sealed file as it was, and the right one opens it then', async () => {
  const file = new Sealed(chunksIn(textsOf(sealed)));
  expect(await refusalOf(open(file, { keys: [other.key] }, () => undefined))).toBe('wrong-key');
  expect((await open(file, { keys: [other.key, key] }, () => undefined)).parts.length).toBeGreaterThan(8);
});

test('what is no key is named', async () => {
  for (const keys of [[], ['AGE-SECRET-KEY-1'], [key.slice(0, -1)], [key.toLowerCase()], [recipient]]) {
    expect(await refusalOf(openAge(sealed, { keys }))).toBe('key-form');
  }
});

test('a passphrase opens, and a wrong one is named', async () => {
  const age = await withPassphrase('шесть тихих слов', 4);
  expect((await openAge(age, { passphrase: 'шесть тихих слов' })).manifest.purpose).toBe('legal_aid');
  expect(await refusalOf(openAge(age, { passphrase: 'шесть громких слов' }))).toBe('wrong-passphrase');
  expect(await refusalOf(openAge(age, secret))).toBe('other-lock');
  expect(await refusalOf(openAge(sealed, { passphrase: 'x' }))).toBe('other-lock');
});

test('a passphrase opens however a keyboard spells its letters, and with a blank that came along', async () => {
  const age = await withPassphrase('тихий йод', 4);
  for (const typed of ['тихий йод'.normalize('NFD'), 'тихий\u00a0йод', ' тихий йод ']) {
    expect((await openAge(age, { passphrase: typed })).parts.length, JSON.stringify(typed)).toBeGreaterThan(8);
  }
  const exact = await withPassphrase('½ ', 4);
  expect((await openAge(exact, { passphrase: '½ ' })).parts.length).toBeGreaterThan(8);
});

test('who opens what was made for another recipient is told so', async () => {
  const own = await seal(tar({ manifest: (m: { recipient: { recipient: string } }) => { m.recipient.recipient = recipient; } }), recipient);
  expect(await openAge(own, secret)).toMatchObject({ forwarded: false });
  expect(await openAge(sealed, secret)).toMatchObject({ forwarded: true });
});

test('a browser without cryptography of its own opens the same', async () => {
  const bytes = new Uint8Array(pattern(3_000_000));
  const sum = await sumOf(bytes);
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
  try {
    expect(await sumOf(bytes)).toBe(sum);
    expect((await openAge(sealed, secret)).parts.length).toBeGreaterThan(8);
    expect(await refusalOf(openAge(sealed, { keys: [other.key] }))).toBe('wrong-key');
  } finally {
    vi.unstubAllGlobals();
  }
});

test('a passphrase that costs too much to try is refused before it is tried', async () => {
  const text = (await withPassphrase('x', 4)).toString('latin1');
  for (const [cost, rule] of [['19', 'work-factor'], ['20', 'work-factor'], ['999999', 'work-factor'], ['04', 'damaged'], ['x', 'damaged']] as const) {
    const age = Buffer.from(text.replace(/^(-> scrypt \S+) 4$/m, `$1 ${cost}`), 'latin1');
    expect(await refusalOf(openAge(age, { passphrase: 'x' })), cost).toBe(rule);
  }
  const two = Buffer.from(text.replace(/^(-> scrypt .*\n.*\n)/m, '$1$1'), 'latin1');
  expect(await refusalOf(openAge(two, { passphrase: 'x' }))).toBe('damaged');
});

const stanza = '-> X25519 2z9/zSu6IVuvMUnaRQl5eUD+vpYB2JB7avkRqmPMFXo\nsb8oOOlOnEWx6/3tmrJDBuDGtOmzdsyfdzWTB6WdeDY\n';
const end = `--- ${'A'.repeat(43)}\n`;

test('a header is bounded before any parser sees it', () => {
  const scan = (text: string): (() => Uint8Array) => () => scanHeader(Buffer.from(text, 'latin1'), 'key');
  const first = 'age-encryption.org/v1\n';
  expect(scan(first + stanza.repeat(32) + end)).not.toThrow();
  expect(scan(`${first}-> a-grease x y\n\n${stanza}${end}`)).not.toThrow();
  const refused: [string, string][] = [
    ['', 'not-sealed'],
    ['-----BEGIN AGE ENCRYPTED FILE-----\n', 'not-sealed'],
    ['age-encryption.org/v2\n', 'not-sealed'],
    ['age-encryption.org/v1\r\n', 'not-sealed'],
    [first, 'damaged'],
    [first + end, 'damaged'],
    [first + stanza.repeat(33) + end, 'too-many-stanzas'],
    [first + stanza + '-> x-grease ' + 'x'.repeat(70_000), 'header-too-long'],
    [`${first}-> ssh-ed25519 x y\n\n${end}`, 'unknown-stanza'],
    [`${first}-> mlkem768x25519 x\n\n${end}`, 'unknown-stanza'],
    [`${first}->  X25519\n\n${end}`, 'damaged'],
    [`${first}-> X25519 x\n${'A'.repeat(65)}\n${end}`, 'damaged'],
    [`${first}-> X25519 x\n=\n${end}`, 'damaged'],
    [`${first}${stanza}--- short\n`, 'damaged'],
  ];
  for (const [text, rule] of refused) expect(scan(text), text.slice(0, 60)).toThrow(rule);
});

test('damage to the age layer is called damage wherever it is', async () => {
  const header = sealed.indexOf('\n---') + 1;
  const places = [header + 8, header + 48 + 2, header + 80, 70_000, CHUNK + 5, sealed.length - 1];
  for (const at of places) {
    const altered = Buffer.from(sealed);
    altered[at] = altered[at] === 65 ? 66 : 65;
    expect(await refusalOf(openAge(altered, secret)), `byte ${at.toString()}`).toBe('damaged');
  }
  for (const length of [header + 60, 70_000, CHUNK, sealed.length - 1]) {
    expect(await refusalOf(openAge(sealed.subarray(0, length), secret)), length.toString()).toBe('damaged');
  }
  expect(await refusalOf(openAge(Buffer.concat([sealed, Buffer.from('x')]), secret))).toBe('damaged');
});

test('chunks that are not as the program writes them are damage', async () => {
  const texts = textsOf(sealed);
  const [one = '', two = '', ...rest] = texts;
  const changed: string[][] = [
    [two, one, ...rest].slice(1),
    [one, ...rest],
    [one, `${two.slice(0, -1)} `, ...rest],
    [one, two.slice(0, -4), ...rest],
    [one, two, ...rest.slice(0, -1), `${rest.at(-1) ?? ''}AAAA`],
    [one, two, ...rest, ''],
    [one, `\n${two}`, ...rest],
    [one, two.replace(/^./, '-'), ...rest],
  ];
  for (const [at, chunks] of changed.entries()) {
    expect(await refusalOf(openTexts(chunks, secret)), at.toString()).toMatch(/^(damaged|not-sealed)$/);
  }
  expect(await refusalOf(openTexts([], secret))).toBe('not-sealed');
});

test('keys are found in a key file and in what was pasted', () => {
  expect(keysInFile(`# created: today\r\n# public key: ${recipient}\r\n${key}\r\n\r\n`)).toEqual([key]);
  expect(keysInFile(`# ${key}\n`)).toEqual([]);
  expect(keysInText(`# created: today # public key: ${recipient} ${key}`)).toEqual([key]);
  expect(keysInText('six quiet words')).toEqual([]);
});
