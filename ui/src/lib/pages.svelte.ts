// A long list of which only the pages that are looked at were asked for.

interface Answer<T> {
  total: number;
  rows: T[];
}

const SIZE = 100;
/** Pages kept; those not looked at for longest are asked for again. */
const KEPT = 12;

export class Pages<T> {
  total = $state(0);
  /** Rises with every page that arrived, so that what is drawn from `at` is drawn again. */
  round = $state(0);
  /** The answer to the newest question is there. */
  isReady = $state(false);
  failure = $state.raw<unknown>(null);
  #pages: { page: number; rows: T[] }[] = [];
  #asked: number[] = [];
  #ask: (offset: number, limit: number) => Promise<Answer<T>>;
  #generation = 0;
  #stale = false;

  constructor(ask: (offset: number, limit: number) => Promise<Answer<T>>) {
    this.#ask = ask;
  }

  /** Another question: nothing of the old one stays but its length, until the first page is there. */
  restart(ask: (offset: number, limit: number) => Promise<Answer<T>>): void {
    this.#ask = ask;
    this.#generation += 1;
    this.#asked = [];
    this.#stale = true;
    this.failure = null;
    void this.#load(0);
  }

  at(index: number): T | undefined {
    void this.round;
    return this.#page(Math.floor(index / SIZE))?.[index % SIZE];
  }

  /** What is about to be seen. */
  want(from: number, to: number): void {
    if (this.failure) return;
    for (let page = Math.floor(from / SIZE); page <= Math.floor(Math.max(from, to - 1) / SIZE); page += 1) {
      if (!this.#page(page) || this.#stale) void this.#load(page);
    }
  }

  #page(page: number): T[] | undefined {
    return this.#pages.find((one) => one.page === page)?.rows;
  }

  async #load(page: number): Promise<void> {
    if (this.#asked.includes(page)) return;
    this.#asked.push(page);
    const generation = this.#generation;
    try {
      const answer = await this.#ask(page * SIZE, SIZE);
      if (generation !== this.#generation) return;
      const kept = this.#stale ? [] : this.#pages.filter((one) => one.page !== page);
      this.#stale = false;
      this.#pages = [...kept, { page, rows: answer.rows }].slice(-KEPT);
      this.total = answer.total;
      this.failure = null;
      this.isReady = true;
    } catch (thrown) {
      if (generation === this.#generation) this.failure = thrown;
    }
    if (generation === this.#generation) {
      this.#asked = this.#asked.filter((one) => one !== page);
      this.round += 1;
    }
  }
}
