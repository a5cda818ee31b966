/** Handing verified bytes to the browser: as a picture if they are one, or as a file to save. Never as a document. */

/** Every address that was made and not yet taken back: of what is shown, and of what the browser is saving. */
const addresses = { shown: new Set<string>(), saving: new Set<string>() };

function address(parts: Uint8Array<ArrayBuffer>[], type: string, use: keyof typeof addresses): string {
  const made = URL.createObjectURL(new Blob(parts, { type }));
  addresses[use].add(made);
  return made;
}

export function release(made: string): void {
  URL.revokeObjectURL(made);
  for (const use of Object.values(addresses)) use.delete(made);
}

export const releaseShown = (): void => { addresses.shown.forEach(release); };

export function releaseAll(): void {
  releaseShown();
  addresses.saving.forEach(release);
}

/** What the first bytes say it is; a name can say anything. */
export function pictureType(bytes: Uint8Array): 'image/jpeg' | 'image/png' | 'image/webp' | null {
  const starts = (at: number, text: string): boolean => Array.from(text).every((sign, place) => bytes[at + place] === sign.charCodeAt(0));
  if (starts(0, '\xff\xd8\xff')) return 'image/jpeg';
  if (starts(0, '\x89PNG\r\n\x1a\n')) return 'image/png';
  return starts(0, 'RIFF') && starts(8, 'WEBP') ? 'image/webp' : null;
}

export function pictureAddress(bytes: Uint8Array<ArrayBuffer>): string | null {
  const type = pictureType(bytes);
  return type ? address([bytes], type, 'shown') : null;
}

/** A picture as part of a text, for the frame, which may load nothing. */
export function pictureData(bytes: Uint8Array): string | null {
  const type = pictureType(bytes);
  if (!type) return null;
  let text = '';
  // A multiple of three, so that the pieces of base64 can be joined.
  for (let at = 0; at < bytes.length; at += 24_573) text += btoa(String.fromCharCode(...bytes.subarray(at, at + 24_573)));
  return `data:${type};base64,${text}`;
}

/** Offers bytes as a file. The type is one that no browser opens by itself. */
export function save(parts: Uint8Array<ArrayBuffer>[], name: string): void {
  const made = address(parts, 'application/octet-stream', 'saving');
  const link = document.createElement('a');
  link.href = made;
  link.download = name;
  link.click();
  // The browser reads it after this turn.
  setTimeout(() => { release(made); }, 60_000);
}
