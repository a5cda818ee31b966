/** Bytes as they arrive, asked for by number. Whatever breaks below is damage; the end too early is a rule of the tar. */
import { Refusal } from './refusal';

const SLICE_MS = 24;

/** Lets the page live: answers at once most of the time, and after the browser had its turn when a slice is used up. */
export function breathe(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SLICE_MS) return;
    // A message, not a timer: timers stand still in a tab that is not looked at.
    await new Promise<void>((resolve) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        channel.port1.close();
        resolve();
      };
      channel.port2.postMessage(null);
    });
    since = performance.now();
  };
}

export class Source {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #breath = breathe();
  #rest: Uint8Array = new Uint8Array(0);
  #at = 0;

  /** `bound`: no more bytes can come than this, so nobody may ask for memory for more. */
  constructor(
    stream: ReadableStream<Uint8Array>,
    readonly bound: number,
    private readonly progress: (at: number) => void,
  ) {
    this.#reader = stream.getReader();
  }

  /** Bytes taken so far. */
  get at(): number {
    return this.#at;
  }

  /** Some bytes, at most `most`; none means that the whole stream was seen and authenticated to its end. */
  async some(most: number): Promise<Uint8Array> {
    while (this.#rest.length === 0) {
      await this.#breath();
      const { done, value } = await this.#read();
      if (done) return new Uint8Array(0);
      this.#rest = value;
    }
    const part = this.#rest.subarray(0, most);
    this.#rest = this.#rest.subarray(part.length);
    this.#at += part.length;
    this.progress(this.#at);
    return part;
  }

  /** Exactly `length` bytes in memory of their own. */
  async exactly(length: number): Promise<Uint8Array<ArrayBuffer>> {
    if (length > this.bound - this.#at) return await this.#cutShort();
    const bytes = room(length);
    for (let have = 0; have < length; ) {
      const part = await this.some(length - have);
      if (part.length === 0) throw new Refusal('cut-short');
      bytes.set(part, have);
      have += part.length;
    }
    return bytes;
  }

  /** Passes over `length` bytes and says whether all were zero. */
  async isZero(length: number): Promise<boolean> {
    let zero = true;
    for (let left = length; left > 0; ) {
      const part = await this.some(left);
      if (part.length === 0) throw new Refusal('cut-short');
      zero &&= part.every((byte) => byte === 0);
      left -= part.length;
    }
    return zero;
  }

  /** What is asked for cannot be there. Whether it was never there or is damaged shows at the end. */
  async #cutShort(): Promise<never> {
    while ((await this.some(this.bound)).length > 0);
    throw new Refusal('cut-short');
  }

  async #read(): Promise<ReadableStreamReadResult<Uint8Array>> {
    try {
      return await this.#reader.read();
    } catch (fault) {
      throw fault instanceof Refusal ? fault : new Refusal('damaged');
    }
  }
}

function room(length: number): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(length);
  } catch {
    throw new Refusal('no-memory');
  }
}
