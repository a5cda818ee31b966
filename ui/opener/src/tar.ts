/**
 * The one profile of ustar that docs/formats/bundle.md allows: name and size vary, nothing else does. Because a header has
 * one encoding, nothing can hide in it.
 */
import { BLOCK, FILE_LIMIT, NAME_LIMIT } from './limits';
import { Refusal, type Rule } from './refusal';
import type { Source } from './source';

export interface Header {
  name: string;
  size: number;
}

/** Every field but name, size and checksum; what `holds` does not fill is zero. */
const fields: [at: number, length: number, holds: string, rule: Rule][] = [
  [100, 8, '0000644\0', 'header-mode'],
  [108, 8, '0000000\0', 'header-owner'],
  [116, 8, '0000000\0', 'header-owner'],
  [136, 12, '00000000000\0', 'header-time'],
  [156, 1, '0', 'header-type'],
  [157, 100, '', 'header-link'],
  [257, 8, 'ustar\x0000', 'header-magic'],
  [265, 64, '', 'header-owner'],
  [329, 8, '0000000\0', 'header-device'],
  [337, 8, '0000000\0', 'header-device'],
  [345, 155, '', 'header-prefix'],
  [500, 12, '', 'header-rest'],
];

/** Data and the zeros that complete its last block. */
export const blocks = (size: number): number => Math.ceil(size / BLOCK) * BLOCK;

const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** The sum of all bytes, the checksum field counted as spaces. */
function checksum(block: Uint8Array): string {
  let sum = 8 * 32;
  block.forEach((byte, at) => {
    if (at < 148 || at >= 156) sum += byte;
  });
  return `${sum.toString(8).padStart(6, '0')}\0 `;
}

/** Reads name and size from a header that is exactly what {@link writeHeader} would make of them. */
export function readHeader(block: Uint8Array): Header {
  if (latin(block.subarray(148, 156)) !== checksum(block)) throw new Refusal('header-checksum');
  for (const [at, length, holds, rule] of fields) {
    if (latin(block.subarray(at, at + length)) !== holds.padEnd(length, '\0')) throw new Refusal(rule);
  }
  const name = /^([!-~]{1,99})\0+$/.exec(latin(block.subarray(0, 100)))?.[1];
  if (name === undefined) throw new Refusal('header-name');
  const size = /^([0-7]{11})\0$/.exec(latin(block.subarray(124, 136)))?.[1];
  if (size === undefined) throw new Refusal('header-size');
  return { name, size: parseInt(size, 8) };
}

/** The header of a member, byte for byte the one that was read. */
export function writeHeader({ name, size }: Header): Uint8Array<ArrayBuffer> {
  if (name.length > NAME_LIMIT || size > FILE_LIMIT) throw new RangeError('not a member');
  const block = new Uint8Array(BLOCK);
  const put = (at: number, text: string): void => block.set(new TextEncoder().encode(text), at);
  put(0, name);
  for (const [at, , holds] of fields) put(at, holds);
  put(124, `${size.toString(8).padStart(11, '0')}\0`);
  put(148, checksum(block));
  return block;
}

/** The next header; null is a block of zeros, where the end of a tar begins. */
export async function nextHeader(source: Source): Promise<Header | null> {
  const block = await source.exactly(BLOCK);
  return block.every((byte) => byte === 0) ? null : readHeader(block);
}

/** The data of a member. The zeros that complete its last block are asked for and dropped. */
export async function nextData(source: Source, size: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await source.exactly(size);
  if (!(await source.isZero(blocks(size) - size))) throw new Refusal('member-fill');
  return bytes;
}

/** Two blocks of zeros, and nothing after them: seeing the end is what authenticates the last byte. */
export async function endOfTar(source: Source): Promise<void> {
  if (!(await source.isZero(2 * BLOCK))) throw new Refusal('end-missing');
  if ((await source.some(1)).length > 0) throw new Refusal('trailing-bytes');
}

/**
 * The next Padmé length (https://lbarman.ch/blog/padme/): of a number with exponent e, only the first ⌊log2 e⌋ + 1 bits
 * after the top one may be set.
 */
export function padme(length: number): number {
  if (length < 2) return length;
  const n = BigInt(length);
  const e = n.toString(2).length - 1;
  const kept = e === 0 ? 0 : e.toString(2).length;
  const mask = (1n << BigInt(Math.max(e - kept, 0))) - 1n;
  return Number((n + mask) & ~mask);
}
