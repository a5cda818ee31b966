// One answer that a screen shows, asked for again when the language or an argument changes.
import type { Failure } from '../generated/Failure';
import { asFailure } from './errors';

export interface Loaded<T> {
  readonly value: T | null;
  readonly failure: Failure | null;
  /** Asks again, keeping what is shown until the answer is there. */
  again(): void;
}

/** Must be called while a component is being set up. `question` says by what it reads when it is asked again. */
export function load<T>(question: () => Promise<T>): Loaded<T> {
  let value = $state.raw<T | null>(null);
  let failure = $state.raw<Failure | null>(null);
  let round = $state(0);
  $effect(() => {
    void round;
    let stale = false;
    question().then(
      (answer) => {
        if (stale) return;
        value = answer;
        failure = null;
      },
      (thrown: unknown) => {
        if (!stale) failure = asFailure(thrown);
      },
    );
    return () => {
      stale = true;
    };
  });
  return {
    get value() {
      return value;
    },
    get failure() {
      return failure;
    },
    again() {
      round += 1;
    },
  };
}
