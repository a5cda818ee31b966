/** Sealing and opening for tests: the age layer, and the chunks as the program writes them into the page. */
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { Secret } from '../../opener/src/age';
import { open } from '../../opener/src/open';
import { Refusal } from '../../opener/src/refusal';
import { CHUNK, Sealed, type Chunks } from '../../opener/src/sealed';
import { Source } from '../../opener/src/source';
import { readTar, type Contents } from '../../opener/src/verify';

export async function makeKey(): Promise<{ key: string; recipient: string }> {
  const key = await generateX25519Identity();
  return { key, recipient: await identityToRecipient(key) };
}

export async function seal(tar: Uint8Array, recipient: string): Promise<Buffer> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return Buffer.from(await encrypter.encrypt(new Uint8Array(tar)));
}

export function chunksIn(texts: string[]): Chunks {
  const left = [...texts];
  return { count: texts.length, take: () => left.shift() ?? null };
}

export function textsOf(age: Buffer): string[] {
  const texts = [];
  for (let at = 0; at < age.length; at += CHUNK) texts.push(age.subarray(at, at + CHUNK).toString('base64'));
  return texts;
}

export const openTexts = (texts: string[], secret: Secret): Promise<Contents> => open(new Sealed(chunksIn(texts)), secret, () => undefined);
export const openAge = (age: Buffer, secret: Secret): Promise<Contents> => openTexts(textsOf(age), secret);

export function openTar(tar: Uint8Array): Promise<Contents> {
  const stream = new ReadableStream<Uint8Array>({
    start(into) {
      if (tar.length > 0) into.enqueue(new Uint8Array(tar));
      into.close();
    },
  });
  return readTar(new Source(stream, tar.length + 4096, () => undefined));
}

/** The name of the refusal; null when it opened after all. */
export async function refusalOf(opening: Promise<unknown>): Promise<string | null> {
  try {
    await opening;
    return null;
  } catch (fault) {
    if (fault instanceof Refusal) return fault.rule;
    throw fault;
  }
}
