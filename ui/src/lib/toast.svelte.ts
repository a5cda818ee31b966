// One quiet line about what was just done, with the way back. It goes by itself; what it offers can be had elsewhere too.

/** How long a line stays, in milliseconds. */
const STAY = 12_000;

export interface Toast {
  text: string;
  tone: 'calm' | 'alert';
  /** What can be done about it. */
  offer?: { label: string; act: () => void };
}

let shown = $state.raw<Toast | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;

export const toast = {
  get shown(): Toast | null {
    return shown;
  },
  /** Shows a line in the place of the last one. */
  show(line: Toast): void {
    shown = line;
    toast.resume();
  },
  close(): void {
    clearTimeout(timer);
    shown = null;
  },
  /** Somebody is reading or reaching for it: it stays. */
  hold(): void {
    clearTimeout(timer);
  },
  resume(): void {
    clearTimeout(timer);
    timer = setTimeout(() => (shown = null), STAY);
  },
};
