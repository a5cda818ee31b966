/** What a shortcut does. */
export type Shortcut = 'lock' | 'search' | 'new' | 'bigger' | 'smaller' | 'usual' | 'undo' | 'redo' | 'names';

// By the place of the key, not its letter: Ctrl+F arrives as «а» on a Russian layout.
const places: Readonly<Record<string, Shortcut>> = {
  KeyL: 'lock',
  KeyK: 'search',
  KeyF: 'search',
  KeyN: 'new',
  Equal: 'bigger',
  NumpadAdd: 'bigger',
  Minus: 'smaller',
  NumpadSubtract: 'smaller',
  Digit0: 'usual',
  Numpad0: 'usual',
  KeyH: 'names',
  KeyZ: 'undo',
  KeyY: 'redo',
};

/** The shortcut of a key press, if it is one. */
export function shortcut(event: Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): Shortcut | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  const found = places[event.code] ?? null;
  return found === 'undo' && event.shiftKey ? 'redo' : found;
}
