// Everything that was typed and may not be on the disk yet, so that a lock stores it first.

/** Something typed that can be stored at any moment. */
export interface Unsaved {
  /** `isLast`: the window is about to lock, so that where somebody is must be stored too. */
  flush(isLast?: boolean): Promise<void>;
}

// Nothing is drawn from it, so it need not be reactive. The form that lies on top was opened last and is stored last.
// eslint-disable-next-line svelte/prefer-svelte-reactivity
const open = new Set<Unsaved>();
let lastSaved = $state<number | null>(null);
let unsaved = $state(0);

/** What the corner of the window says about typed text. */
export const saving = {
  /** When something was last stored, as `Date.now()`; null when nothing was. */
  get last(): number | null {
    return lastSaved;
  },
  /** Something typed is not stored yet. */
  get pending(): boolean {
    return unsaved > 0;
  },
};

/** Remembers something typed, so that a lock stores it first. Returns how to forget it. */
export function remember(unsavedText: Unsaved): () => void {
  open.add(unsavedText);
  return () => open.delete(unsavedText);
}

/** Whether something typed is still remembered: what is not must not be stored any more. */
export function isRemembered(unsavedText: Unsaved): boolean {
  return open.has(unsavedText);
}

/** Something typed is on its way to the disk, or no longer is. */
export function noteUnderWay(isUnderWay: boolean): void {
  unsaved += isUnderWay ? 1 : -1;
}

/** Something typed is on the disk. */
export function noteSaved(): void {
  lastSaved = Date.now();
}

/** Stores every open draft now, and where somebody is. */
export async function flushDrafts(): Promise<void> {
  for (const draft of [...open]) await draft.flush(true);
}
