/** A snippet from the search carries the matches between two private-use characters. */
const START = '\uE000';
const END = '\uE001';

export interface Piece {
  text: string;
  hit: boolean;
}

/** Splits a snippet into plain and matching pieces. A missing end marker ends with the text. */
export function pieces(snippet: string): Piece[] {
  const out: Piece[] = [];
  for (const [index, part] of snippet.split(START).entries()) {
    const at = index === 0 ? -1 : part.indexOf(END);
    const hit = index === 0 ? '' : at < 0 ? part : part.slice(0, at);
    const rest = index === 0 ? part : at < 0 ? '' : part.slice(at + 1);
    if (hit) out.push({ text: hit, hit: true });
    if (rest) out.push({ text: rest.replaceAll(END, ''), hit: false });
  }
  return out;
}
