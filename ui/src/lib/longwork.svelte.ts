// Work that reads every record: it begins after a rest, says how far it is, can be stopped, and a newer question takes the place of an
// older one.
import type { Failure } from '../generated/Failure';
import { asFailure } from './errors';
import { ask } from './ipc';

/** Rest after a choice before it begins, in milliseconds. */
const REST = 250;
/** How often it is asked how far it is, in milliseconds. */
const EVERY = 400;

export class LongWork<T> {
  /** The last answer. */
  answer = $state.raw<T | null>(null);
  failure = $state.raw<Failure | null>(null);
  busy = $state(false);
  /** Somebody ended it without an answer. */
  stopped = $state(false);
  /** Cases looked at so far. */
  done = $state(0);
  /** What `answer` or `failure` says something of, and what is under way. */
  #told = '';
  #underWay = '';
  #soon: ReturnType<typeof setTimeout> | undefined;
  #looking: ReturnType<typeof setInterval> | undefined;
  /** The program is at it: the rest is over. */
  #isBegun = false;
  /** Whether the last answer stands while a newer question has failed. */
  readonly #keeps: boolean;

  constructor(keeps: boolean) {
    this.#keeps = keeps;
  }

  /** Does it, unless the answer is there or on its way. `key` says what is asked, and in what it is told. */
  want(key: string, work: () => Promise<T>): void {
    if (key === this.#underWay) return;
    // What is under way is not wanted any more.
    if (this.#underWay) this.#halt();
    this.stopped = false;
    if (key === this.#told) return;
    [this.#underWay, this.busy, this.done] = [key, true, 0];
    this.#soon = setTimeout(() => void this.#begin(key, work), REST);
  }
  /** What was answered is asked anew when it is wanted again. */
  again(): void {
    this.#told = '';
  }
  /** Ends what is under way, as when the screen is left. */
  stop(): void {
    this.stopped = this.busy;
    if (this.busy) this.#halt();
  }
  /** Nothing was asked; also when the vault is closed. */
  forget(): void {
    this.#end();
    [this.answer, this.failure, this.#told, this.stopped] = [null, null, '', false];
  }

  async #begin(key: string, work: () => Promise<T>): Promise<void> {
    this.#isBegun = true;
    this.#looking = setInterval(() => void this.#look(key), EVERY);
    try {
      const answer = await work();
      if (this.#underWay !== key) return;
      [this.answer, this.failure] = [answer, null];
    } catch (thrown) {
      if (this.#underWay !== key) return;
      if (!this.#keeps) this.answer = null;
      this.failure = asFailure(thrown);
    }
    this.#told = key;
    this.#end();
  }
  async #look(key: string): Promise<void> {
    const so = await ask('read_counting', {}).catch(() => null);
    if (so !== null && this.#underWay === key) this.done = so;
  }
  /** The program lets go of it too. */
  #halt(): void {
    if (this.#isBegun) void ask('stop_counting', {}).catch(() => null);
    this.#end();
  }
  #end(): void {
    clearTimeout(this.#soon);
    clearInterval(this.#looking);
    [this.#underWay, this.#isBegun, this.busy] = ['', false, false];
  }
}
