/**
 * The age layer (https://c2sp.org/age), by the official TypeScript age. The header is looked at here first, because that
 * parser takes one of any length and tries whatever it holds: first line, number and kinds of stanzas, length of every
 * line, the cost of a passphrase.
 */
import { Decrypter, identityToRecipient } from 'age-encryption';
import { HEADER_LIMIT, STANZA_LIMIT, WORK_LIMIT } from './limits';
import { Refusal } from './refusal';

/** What opens the file: one of the reader's keys, or the passphrase. */
export type Secret = { keys: string[] } | { passphrase: string };

const FIRST_LINE = 'age-encryption.org/v1';
const BODY = /^[A-Za-z0-9+/]{0,64}$/;
const END = /^--- [A-Za-z0-9+/]{43}$/;
const WORDS = /^-> [!-~]+(?: [!-~]+)*$/;

/** The header at the beginning of `head`, its last line feed included, if it is one that is taken here. */
export function scanHeader(head: Uint8Array, lock: 'key' | 'passphrase'): Uint8Array {
  const known = new TextDecoder('latin1').decode(head.subarray(0, HEADER_LIMIT));
  if (!known.startsWith(`${FIRST_LINE}\n`)) throw new Refusal('not-sealed');
  let at = FIRST_LINE.length + 1;
  const kinds: string[] = [];
  let inBody = false;
  for (;;) {
    const end = known.indexOf('\n', at);
    if (end < 0) throw new Refusal(head.length > HEADER_LIMIT ? 'header-too-long' : 'damaged');
    const line = known.slice(at, end);
    at = end + 1;
    if (inBody) {
      if (!BODY.test(line)) throw new Refusal('damaged');
      // Only the last line of a body is shorter than a full one; it may be empty.
      inBody = line.length === 64;
    } else if (line.startsWith('--- ')) {
      if (kinds.length === 0 || !END.test(line)) throw new Refusal('damaged');
      return head.subarray(0, at);
    } else {
      if (!WORDS.test(line)) throw new Refusal('damaged');
      if (kinds.length === STANZA_LIMIT) throw new Refusal('too-many-stanzas');
      kinds.push(stanza(line.slice(3).split(' '), lock, kinds.length));
      inBody = true;
    }
  }
}

function stanza(words: string[], lock: 'key' | 'passphrase', before: number): string {
  const kind = words[0] ?? '';
  const isKnown = kind === 'X25519' || kind.endsWith('-grease');
  if (kind === 'scrypt') {
    if (lock === 'key') throw new Refusal('other-lock');
    if (before > 0) throw new Refusal('damaged');
    const cost = words[2] ?? '';
    if (words.length !== 3 || !/^[1-9][0-9]*$/.test(cost)) throw new Refusal('damaged');
    if (cost.length > 2 || Number(cost) > WORK_LIMIT) throw new Refusal('work-factor');
  } else if (!isKnown) {
    throw new Refusal('unknown-stanza');
  } else if (lock === 'passphrase') {
    // A passphrase stands alone in a header.
    throw new Refusal(before > 0 ? 'damaged' : 'other-lock');
  }
  return kind;
}

/**
 * Where a browser has no SubtleCrypto at all (a page that it does not call secure), the age library stops; where one says
 * that it lacks X25519, it does the arithmetic itself. So the lack is made to be said.
 */
function admitLack(): void {
  if ((crypto.subtle as SubtleCrypto | undefined) !== undefined) return;
  const importKey = (): Promise<never> => Promise.reject(new DOMException('not here', 'NotSupportedError'));
  Object.defineProperty(crypto, 'subtle', { configurable: true, value: { importKey } });
}

/** The key of the file, if the secret opens its header. Nothing of the payload is touched. */
export async function unlock(head: Uint8Array, secret: Secret): Promise<Uint8Array> {
  const header = scanHeader(head, 'keys' in secret ? 'key' : 'passphrase');
  admitLack();
  const decrypter = new Decrypter();
  if ('keys' in secret) {
    if (secret.keys.length === 0) throw new Refusal('key-form');
    for (const key of secret.keys) {
      try {
        // The library knows other kinds of keys too; a bundle is never sealed to them.
        if (!key.startsWith('AGE-SECRET-KEY-1')) throw new Refusal('key-form');
        decrypter.addIdentity(key);
      } catch {
        throw new Refusal('key-form');
      }
    }
  } else {
    for (const spelling of spellings(secret.passphrase)) decrypter.addPassphrase(spelling);
  }
  try {
    return await decrypter.decryptHeader(header);
  } catch (fault) {
    if (fault instanceof RangeError) throw new Refusal('no-memory');
    const isOther = fault instanceof Error && fault.message.startsWith('no identity matched');
    if (!isOther) throw new Refusal('damaged');
    throw new Refusal('keys' in secret ? 'wrong-key' : 'wrong-passphrase');
  }
}

/**
 * The ways to understand what was typed: as the program spells passphrases (Unicode NFKC, so that every keyboard's way of
 * writing the same letters opens), exactly as typed, and without a blank that came along at an end. Each that differs costs
 * one more try.
 */
function spellings(typed: string): Set<string> {
  const composed = typed.normalize('NFKC');
  return new Set([composed, typed, composed.trim()]);
}

/** The plaintext of the whole file. Only its end proves that nothing was cut off. */
export async function decrypt(file: ReadableStream<Uint8Array>, fileKey: Uint8Array): Promise<ReadableStream<Uint8Array>> {
  const decrypter = new Decrypter();
  decrypter.addIdentity({ unwrapFileKey: () => fileKey });
  return await decrypter.decrypt(file as ReadableStream<Uint8Array<ArrayBuffer>>);
}

/** The public halves of keys that were taken before. */
export const recipientsOf = (keys: string[]): Promise<string[]> => Promise.all(keys.map((key) => identityToRecipient(key)));

/** Secret keys in what was typed or pasted, which may be a whole key file on one line. */
export function keysInText(text: string): string[] {
  return text.match(/\bAGE-SECRET-KEY-1[A-Z0-9]+\b/g) ?? [];
}

/** Secret keys in a key file: a key a line; empty lines, and those that begin with #, are skipped. */
export function keysInFile(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('#'));
}
