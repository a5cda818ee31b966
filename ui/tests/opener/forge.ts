/**
 * A writer of bundles that can break any rule at any stage and then goes on correctly: sums, totals, signature and padding
 * are made anew behind the one thing that is wrong. The same as crates/bundle/tests/forge, so that both readers are asked
 * the same questions.
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import { blake2b } from '@noble/hashes/blake2.js';
import { createHash, randomBytes } from 'node:crypto';
import { padme } from '../../opener/src/tar';

export type Pairs = [name: string, bytes: Buffer][];
// A manifest or record on its way to being wrong has no type.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Wild = any;

export interface Signed {
  manifest: Buffer;
  signature: string;
  sender: Buffer;
  key: Signer;
}

export interface Entry {
  header: Buffer;
  data: Buffer;
  fill: Buffer;
}

/** One stage at which a vector does its one thing. */
export interface Break {
  contents?: (all: Pairs) => void;
  manifest?: (manifest: Wild) => void;
  text?: (text: Buffer) => Buffer;
  signed?: (signed: Signed) => void;
  entries?: (all: Entry[]) => void;
  bytes?: (tar: Buffer) => Buffer;
}

export class Signer {
  readonly #secret = new Uint8Array(randomBytes(32));
  readonly id = randomBytes(8);

  get text(): string {
    return Buffer.concat([Buffer.from('Ed'), this.id, ed25519.getPublicKey(this.#secret)]).toString('base64');
  }

  get file(): Buffer {
    return Buffer.from(`untrusted comment: minisign public key\n${this.text}\n`);
  }

  sign(bytes: Uint8Array, comment: string): string {
    const signature = ed25519.sign(blake2b(bytes, { dkLen: 64 }), this.#secret);
    const global = ed25519.sign(Buffer.concat([signature, Buffer.from(comment)]), this.#secret);
    const body = Buffer.concat([Buffer.from('ED'), this.id, signature]).toString('base64');
    return `untrusted comment: signature from minisign secret key\n${body}\ntrusted comment: ${comment}\n${Buffer.from(global).toString('base64')}\n`;
  }
}

export const id = (number: number): string => {
  const two = number.toString(16).padStart(2, '0');
  return `01a0c449-5200-7${two}0-8${two}0-${two.repeat(6)}`;
};
export const hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
export const comment = (sequence: number): string => `sandyq-bundle:${id(200)}\tsequence:${sequence.toString()}`;
export const pattern = (length: number): Buffer => Buffer.from(Array.from({ length }, (_, at) => (at * 7 + 3) % 251));

export const envelope = (number: number, inCase: number | null, kind: string): Wild => ({
  id: id(number),
  case: inCase === null ? null : id(inCase),
  kind,
  version: { ['09'.repeat(16)]: 3 },
  author: '',
  machine: '09'.repeat(16),
  time: '2026-09-21T14:13:20.123Z',
  body: { title: 'Invented' },
  withheld: ['address'],
});

export const lines = (records: Wild[]): Buffer => Buffer.from(`[\n${records.map((record) => JSON.stringify(record)).join(',\n')}\n]\n`);

function header(name: string, size: number): Buffer {
  const block = Buffer.alloc(512);
  const fields: [number, string][] = [
    [0, name], [100, '0000644\0'], [108, '0000000\0'], [116, '0000000\0'], [124, `${size.toString(8).padStart(11, '0')}\0`],
    [136, '00000000000\0'], [156, '0'], [257, 'ustar\x0000'], [329, '0000000\0'], [337, '0000000\0'],
  ];
  for (const [at, text] of fields) block.write(text, at, 'latin1');
  return checksum(block);
}

function checksum(block: Buffer): Buffer {
  block.fill(' ', 148, 156);
  block.write(`${block.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

export const entry = (name: string, data: Buffer): Entry => ({ header: header(name, data.length), data, fill: Buffer.alloc((512 - (data.length % 512)) % 512) });

/** Overwrites header bytes and makes the checksum right again. */
export function put(one: Entry, at: number, bytes: string | Buffer): void {
  Buffer.from(bytes as string, 'latin1').copy(one.header, at);
  checksum(one.header);
}

function contents(): Pairs {
  return [
    ['README.txt', Buffer.from('Read me.')],
    ['index.html', Buffer.from('<!doctype html><title>Invented</title><p>The dossier.')],
    ['case/0001.json', lines([envelope(1, 1, 'case'), envelope(3, 1, 'evidence_item')])],
    ['case/shared.json', lines([envelope(5, null, 'person')])],
    ['files/0001.jpg', pattern(3000)],
    ['files/0002.pdf', pattern(512)],
  ];
}

const RECIPIENT = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';

/** The root over files that all belong to one item, by node's own SHA-256. */
function rootOf(files: Pairs): string | null {
  const sum = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
  const leaf = ([, bytes]: Pairs[number]): Buffer => {
    const size = Buffer.alloc(8);
    size.writeBigUInt64BE(BigInt(bytes.length));
    return Buffer.concat([Buffer.from(id(3).replaceAll('-', ''), 'hex'), Buffer.from(hex(bytes), 'hex'), size]);
  };
  const root = (hashes: Buffer[]): Buffer => {
    if (hashes.length === 1) return hashes[0] as Buffer;
    const half = 2 ** Math.ceil(Math.log2(hashes.length) - 1);
    return sum(Buffer.from([1]), root(hashes.slice(0, half)), root(hashes.slice(half)));
  };
  const leaves = files.map(leaf).sort((one, other) => Buffer.compare(one, other));
  return leaves.length === 0 ? null : root(leaves.map((one) => sum(Buffer.from([0]), one))).toString('hex');
}

function manifestOf(all: Pairs, key: Signer): Wild {
  const files = all.filter(([name]) => name.startsWith('files/'));
  const records = all.filter(([name]) => name.startsWith('case/') && !name.endsWith('.history.json')).flatMap(([, bytes]) => {
    try {
      return JSON.parse(bytes.toString()) as Wild[];
    } catch {
      return [];
    }
  });
  return {
    format: 'sandyq-bundle', version: 1, id: id(200), kind: 'hand-over', created: '2026-09-21T14:13:20.123Z',
    sender: { name: 'A', recipient: RECIPIENT, key: key.text },
    recipient: { name: null, recipient: RECIPIENT },
    purpose: 'legal_aid', language: 'ru',
    cases: [{ id: id(1), code: 'K-26-001', sequence: 1, previous_sha256: null, evidence_root: rootOf(files) }],
    consent_basis: [{ person: 'P-1', covers: true, basis: 'written' }],
    withheld: [{ what: 'P-2', why: 'no consent' }],
    note: '',
    totals: { records: records.length, files: files.length, file_bytes: files.reduce((sum, [, bytes]) => sum + bytes.length, 0) },
    members: all.map(([name, bytes]) => ({ name, size: bytes.length, sha256: hex(bytes), ...(name.startsWith('files/') ? { item: id(3) } : {}) })),
  };
}

/** Builds the whole tar with one thing broken, or none. `own` replaces the invented contents. */
export function tar(broken: Break = {}, own?: Pairs): Buffer {
  const key = new Signer();
  const all: Pairs = [['sender.pub', key.file], ...(own ?? contents())];
  broken.contents?.(all);
  if (!all.some(([name]) => name === 'SHA256SUMS')) {
    const sums = all.map(([name, bytes]) => `${hex(bytes)}  ${name}\n`).join('');
    all.splice(1, 0, ['SHA256SUMS', Buffer.from(sums)]);
  }
  const manifest = manifestOf(all, key);
  broken.manifest?.(manifest);
  const text = Buffer.from(JSON.stringify(manifest));
  const signed: Signed = { manifest: broken.text?.(text) ?? text, signature: '', sender: key.file, key };
  const sequences = Array.isArray(manifest.cases) ? (manifest.cases as Wild[]).map(({ sequence }) => Number(sequence)) : [];
  signed.signature = key.sign(signed.manifest, comment(Math.max(0, ...sequences)));
  broken.signed?.(signed);
  const entries = [
    entry('manifest.json', signed.manifest),
    entry('manifest.json.minisig', Buffer.from(signed.signature)),
    ...all.map(([name, bytes]) => entry(name, name === 'sender.pub' ? signed.sender : bytes)),
  ];
  const bare = entries.reduce((sum, { data, fill }) => sum + 512 + data.length + fill.length, 3 * 512);
  entries.push(entry('padding', Buffer.alloc(padme(bare) - bare)));
  broken.entries?.(entries);
  const whole = Buffer.concat([...entries.flatMap((one) => [one.header, one.data, one.fill]), Buffer.alloc(1024)]);
  return broken.bytes?.(whole) ?? whole;
}
