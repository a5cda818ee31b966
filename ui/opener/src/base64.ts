/** Base64 with exactly one spelling for the same bytes: no blanks, padding where it belongs, no stray bits. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Uint8Array(128).fill(64);
for (let at = 0; at < 64; at += 1) values[ALPHABET.charCodeAt(at)] = at;

/** The bytes, or null if the text is anything but canonical padded base64. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 4 !== 0) return null;
  const pads = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const signs = text.length - pads;
  const bytes = new Uint8Array((text.length / 4) * 3 - pads);
  let out = 0;
  let held = 0;
  let bits = 0;
  let wrong = 0;
  for (let at = 0; at < signs; at += 1) {
    const code = text.charCodeAt(at);
    const value = code < 128 ? (values[code] ?? 64) : 64;
    wrong |= value & 64;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[out] = (held >> bits) & 0xff;
      out += 1;
    }
  }
  const stray = held & ((1 << bits) - 1);
  return wrong === 0 && stray === 0 ? bytes : null;
}
