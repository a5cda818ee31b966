import { ask } from './ipc';

/** Between two messages to the program that somebody is here, in milliseconds. */
const TELL_EVERY = 15_000;
/** The last stretch before the lock is shown, in seconds. */
const SHOWN = 60;

/**
 * Watches for input. `countdown` hears the seconds that are left during the last minute and null otherwise; `over`
 * is called when the time is up. The program counts too and locks by itself; this is its visible side.
 */
export function watchIdle(limit: number, countdown: (left: number | null) => void, over: () => void): () => void {
  let last = Date.now();
  let told = 0;
  const seen = () => {
    last = Date.now();
    if (last - told > TELL_EVERY) {
      told = last;
      void ask('touch', {}).catch(() => null);
    }
  };
  const timer = setInterval(() => {
    const left = limit - Math.floor((Date.now() - last) / 1000);
    countdown(left <= SHOWN ? Math.max(left, 0) : null);
    if (left <= 0) over();
  }, 1000);
  const kinds = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;
  for (const kind of kinds) addEventListener(kind, seen, { passive: true });
  return () => {
    clearInterval(timer);
    for (const kind of kinds) removeEventListener(kind, seen);
  };
}
