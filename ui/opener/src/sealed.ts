/**
 * The sealed file inside this page. The program wrote it as script elements that no browser runs, each holding the base64
 * of 768 KiB, the last one of the rest. They are decoded one by one and removed from the page as they are, so that a large
 * file is never in memory twice.
 */
import { decodeBase64 } from './base64';
import { Refusal } from './refusal';

/** Bytes in every chunk but the last. */
export const CHUNK = 768 * 1024;

/** Where chunks come from: the page, or a test. */
export interface Chunks {
  readonly count: number;
  /** Hands out the next chunk's text and forgets it. */
  take(): string | null;
}

/** The chunks of a document. */
export function chunksOf(page: Document): Chunks {
  const elements = Array.from(page.querySelectorAll('script[type="application/x-sandyq-chunk"]'));
  const count = elements.length;
  elements.reverse();
  return {
    count,
    take() {
      const element = elements.pop();
      if (!element) return null;
      const text = element.textContent;
      element.remove();
      return text;
    },
  };
}

/** The age file: its beginning as often as keys are tried, the rest once. */
export class Sealed {
  readonly #chunks: Chunks;
  #head: Uint8Array<ArrayBuffer> | null = null;
  #taken = 0;

  constructor(chunks: Chunks) {
    this.#chunks = chunks;
  }

  /** No more bytes than this. */
  get bound(): number {
    return this.#chunks.count * CHUNK;
  }

  /** The first chunk, which holds the whole age header. */
  head(): Uint8Array<ArrayBuffer> {
    this.#head ??= this.#next();
    if (!this.#head) throw new Refusal('not-sealed');
    return this.#head;
  }

  /** The whole file from its first byte. It can be read only once. */
  stream(): ReadableStream<Uint8Array> {
    let first: Uint8Array | null = this.head();
    return new ReadableStream<Uint8Array>(
      {
        pull: (into) => {
          const bytes = first ?? this.#next();
          first = null;
          this.#head = null;
          if (bytes) into.enqueue(bytes);
          else into.close();
        },
      },
      { highWaterMark: 0 },
    );
  }

  #next(): Uint8Array<ArrayBuffer> | null {
    const text = this.#chunks.take();
    if (text === null) return null;
    this.#taken += 1;
    const bytes = text.length <= (CHUNK / 3) * 4 ? decodeBase64(text) : null;
    const isLast = this.#taken === this.#chunks.count;
    if (!bytes || bytes.length === 0 || (!isLast && bytes.length !== CHUNK)) throw new Refusal('damaged');
    return bytes;
  }
}
