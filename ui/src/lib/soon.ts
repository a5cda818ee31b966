// When typed text goes to the disk: soon after a rest, and while somebody types on without one, all the same.

/** Rest after a keystroke before it is stored, in milliseconds. */
const REST = 400;
/** The longest a keystroke waits while others follow, in milliseconds: with the time of storing it stays under a second. */
const LONGEST = 800;

/** Something to be done soon. */
export interface Soon {
  /** A keystroke. */
  later(): void;
  /** It is being done now, or never will be. */
  cancel(): void;
}

/** Calls `now` after a rest, and at the latest [`LONGEST`] after the first keystroke that waits. */
export function makeSoon(now: () => void): Soon {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let since: number | null = null;
  const cancel = () => {
    clearTimeout(timer);
    since = null;
  };
  return {
    later() {
      const moment = performance.now();
      since ??= moment;
      clearTimeout(timer);
      timer = setTimeout(
        () => {
          cancel();
          now();
        },
        Math.max(0, Math.min(REST, since + LONGEST - moment)),
      );
    },
    cancel,
  };
}
