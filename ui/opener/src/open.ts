/** From the chunks in the page and a secret to contents of which every byte was verified. */
import { decrypt, recipientsOf, unlock, type Secret } from './age';
import { Refusal } from './refusal';
import type { Sealed } from './sealed';
import { Source } from './source';
import { readTar, type Contents } from './verify';

/** What is going on, and how much of it is done, from 0 to 1. */
export type Progress = (stage: 'unlock' | 'verify', done: number) => void;

export interface Opened extends Contents {
  /** The key that opened it is not the one that the sender names. With a passphrase nobody can tell. */
  forwarded: boolean;
}

/**
 * A wrong secret leaves the sealed file as it was, so that another can be tried; everything after that reads it once.
 * @throws Refusal
 */
export async function open(sealed: Sealed, secret: Secret, progress: Progress): Promise<Opened> {
  progress('unlock', 0);
  const fileKey = await unlock(sealed.head(), secret);
  progress('verify', 0);
  try {
    const { bound } = sealed;
    const plain = await decrypt(sealed.stream(), fileKey);
    const contents = await readTar(new Source(plain, bound, (at) => { progress('verify', at / bound); }));
    const mine = 'keys' in secret ? await recipientsOf(secret.keys) : null;
    const { recipient } = contents.manifest.recipient;
    return { ...contents, forwarded: mine !== null && recipient !== null && !mine.includes(recipient) };
  } catch (fault) {
    // The age reader has errors of its own; all of them are damage.
    throw fault instanceof Refusal ? fault : new Refusal('damaged');
  } finally {
    fileKey.fill(0);
  }
}
