/** SHA-256: the browser's own where it has one, else in slices, so that the page stays alive. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { breathe } from './source';

const SLICE = 1 << 20;

/** 64 lower-case hexadecimal digits. */
export async function sumOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const subtle = crypto.subtle as Partial<SubtleCrypto> | undefined;
  if (subtle?.digest) return bytesToHex(new Uint8Array(await subtle.digest('SHA-256', bytes)));
  const sum = sha256.create();
  const breath = breathe();
  for (let at = 0; at < bytes.length; at += SLICE) {
    sum.update(bytes.subarray(at, at + SLICE));
    await breath();
  }
  return bytesToHex(sum.digest());
}

/**
 * The fingerprint of a contact as digits (docs/formats/bundle.md): 116 bits of age recipient and minisign key together, to
 * be compared with the proof card or by telephone.
 */
export async function fingerprint(recipient: string, key: string): Promise<string> {
  const sum = await sumOf(new TextEncoder().encode(`sandyq-contact 1\n${recipient}\n${key}\n`));
  const digits = (BigInt(`0x${sum.slice(0, 32)}`) % 10n ** 35n).toString().padStart(35, '0');
  return (digits.match(/.{5}/g) ?? []).join(' ');
}
