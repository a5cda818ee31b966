// One thing asked of the program at a time: whether it is under way, and what went wrong the last time.
import type { ErrorCode } from '../generated/ErrorCode';
import type { Failure } from '../generated/Failure';
import { asFailure, inWords } from './errors';

export class Attempt {
  busy = $state(false);
  failure = $state.raw<Failure | null>(null);

  /** Runs it unless something is under way. True when it went through. */
  async run(work: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.failure = null;
    try {
      await work();
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
    this.busy = false;
    return this.failure === null;
  }

  /** The words of the failure if it is one of these: they belong under the field that caused it. */
  of(...codes: ErrorCode[]): string | undefined {
    return this.failure && codes.includes(this.failure.code) ? inWords(this.failure) : undefined;
  }

  /** The words of a failure that is none of these. */
  besides(...codes: ErrorCode[]): string | undefined {
    return this.failure && !codes.includes(this.failure.code) ? inWords(this.failure) : undefined;
  }
}
