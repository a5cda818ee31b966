// Onto the clipboard of the system, where anything may read it: only what may leave.

/** Puts bytes there that are still being made. Must be called while a press is handled: a web view lets nothing be copied later. */
export function copyWhenMade(type: 'image/png' | 'text/plain', made: Promise<ArrayBuffer>): Promise<void> {
  const blob = made.then((bytes) => new Blob([bytes], { type }));
  return navigator.clipboard.write([new ClipboardItem({ [type]: blob })]);
}
