/** A press that counts only after it was held: for what must not happen by a slip of the hand. */
export interface Hold {
  /** The press begins. A second press while one is running changes nothing. */
  press(): void;
  /** The press ends early, and everything is as before. */
  release(): void;
}

/** Milliseconds between two looks at the clock. */
const TICK = 40;

/**
 * Makes a hold of `ms` milliseconds. `progress` hears 0 to 1; `done` is called once, after the full time.
 * Time is measured, not counted: a busy page cannot make it longer.
 */
export function makeHold(ms: number, now: () => number, progress: (part: number) => void, done: () => void): Hold {
  let timer: ReturnType<typeof setInterval> | undefined;
  const end = () => {
    clearInterval(timer);
    timer = undefined;
    progress(0);
  };
  return {
    press() {
      if (timer !== undefined) return;
      const began = now();
      timer = setInterval(() => {
        const part = Math.min((now() - began) / ms, 1);
        progress(part);
        if (part >= 1) {
          end();
          done();
        }
      }, TICK);
    },
    release() {
      if (timer !== undefined) end();
    },
  };
}
