/** From the chunks in the page and a secret to contents of which every byte was verified. */
import { decrypt, unlock, type Secret } from './age';
import { Refusal } from './refusal';
import type { Sealed } from './sealed';
import { Source } from './source';
import { readTar, type Contents } from './verify';

/** What is going on, and how much of it is done, from 0 to 1. */
export interface Progress {
  (stage: 'unlock' | 'verify', done: number): void;
}

/**
 * A wrong secret leaves the sealed file as it was, so that another can be tried; everything after that reads it once.
 * @throws Refusal
 */
export async function open(sealed: Sealed, secret: Secret, progress: Progress): Promise<Contents> {
  progress('unlock', 0);
  const fileKey = await unlock(sealed.head(), secret);
  progress('verify', 0);
  try {
    const { bound } = sealed;
    const plain = await decrypt(sealed.stream(), fileKey);
    return await readTar(new Source(plain, bound, (at) => progress('verify', at / bound)));
  } catch (fault) {
    // The age reader has errors of its own; all of them are damage.
    throw fault instanceof Refusal ? fault : new Refusal('damaged');
  } finally {
    fileKey.fill(0);
  }
}
