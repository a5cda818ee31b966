/**
 * minisign (https://jedisct1.github.io/minisign/), prehashed: Ed25519 over BLAKE2b-512, and a second signature that covers
 * the first and the trusted comment. It proves that nothing was changed, not who signed: whoever makes a bundle chooses the
 * key.
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import { blake2b } from '@noble/hashes/blake2.js';
import { decodeBase64 } from './base64';
import { Refusal } from './refusal';

/** What stock minisign writes above a signature; nothing signs that line, so no other is taken. */
const UNTRUSTED = 'untrusted comment: signature from minisign secret key';
const TRUSTED = 'trusted comment: ';

export interface SenderKey {
  /** minisign's text, `RW…`: one spelling for one key. */
  text: string;
  /** As minisign prints it. */
  id: string;
  idBytes: Uint8Array;
  point: Uint8Array;
}

/** A key's text. */
export function parseKey(text: string): SenderKey | null {
  const bytes = text.length === 56 && text.startsWith('RW') ? decodeBase64(text) : null;
  if (bytes?.length !== 42) return null;
  const idBytes = bytes.subarray(2, 10);
  const id = Array.from(idBytes, (byte) => byte.toString(16).padStart(2, '0')).reverse().join('').toUpperCase();
  return { text, id, idBytes, point: bytes.subarray(10) };
}

/** The file `sender.pub`: a comment, the key, a line feed after each. */
export function readSender(file: Uint8Array): SenderKey {
  const lines = utf8(file, 'sender-form').split('\n');
  const [comment = '', text = '', end] = lines;
  const sound = lines.length === 3 && end === '' && /^untrusted comment: \P{Cc}*$/u.test(comment);
  const key = sound ? parseKey(text) : null;
  if (!key) throw new Refusal('sender-form');
  return key;
}

/** Verifies the file `manifest.json.minisig` and answers the trusted comment. */
export function verifySignature(manifest: Uint8Array, file: Uint8Array, key: SenderKey): string {
  const text = utf8(file, 'signature-form');
  const lines = text.split('\n');
  const [untrusted, first = '', trusted = '', second = '', end] = lines;
  const shaped = lines.length === 5 && end === '' && untrusted === UNTRUSTED && trusted.startsWith(TRUSTED);
  const body = decodeBase64(first);
  const global = decodeBase64(second);
  if (!shaped || text.includes('\r') || body?.length !== 74 || global?.length !== 64) throw new Refusal('signature-form');
  const kind = String.fromCharCode(...body.subarray(0, 2));
  if (kind !== 'ED' && kind !== 'Ed') throw new Refusal('signature-form');
  if (!body.subarray(2, 10).every((byte, at) => byte === key.idBytes[at])) throw new Refusal('signature-key');
  if (kind === 'Ed') throw new Refusal('signature-legacy');
  const comment = trusted.slice(TRUSTED.length);
  const signature = body.subarray(10);
  const covered = new Uint8Array([...signature, ...new TextEncoder().encode(comment)]);
  const isSound = isSigned(signature, blake2b(manifest, { dkLen: 64 }), key) && isSigned(global, covered, key);
  if (!isSound) throw new Refusal('signature-wrong');
  return comment;
}

function isSigned(signature: Uint8Array, message: Uint8Array, key: SenderKey): boolean {
  try {
    // Strict (RFC 8032): one signature has one spelling, and keys of small order sign nothing.
    return ed25519.verify(signature, message, key.point, { zip215: false });
  } catch {
    return false;
  }
}

function utf8(bytes: Uint8Array, rule: 'sender-form' | 'signature-form'): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refusal(rule);
  }
}
