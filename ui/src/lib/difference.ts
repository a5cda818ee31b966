// Which words of a text went and which came, to show two versions of it side by side.

/** A run of text that stayed, went or came. */
export interface Run {
  text: string;
  changed: boolean;
}

/** Most comparisons of two words; beyond it the middle is told as changed altogether. */
const MOST = 4_000_000;

/** The words of a text with the space behind each. */
function wordsOf(text: string): string[] {
  return text.match(/\s+|[^\s]+/gu) ?? [];
}

/** Both texts in runs: what is only in the first, and what is only in the second, is changed. */
export function difference(before: string, after: string): { before: Run[]; after: Run[] } {
  const a = wordsOf(before);
  const b = wordsOf(after);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const kept = common(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  const mark = (words: string[], isKept: boolean[]) =>
    runs(words, words.map((_, at) => at < head || at >= words.length - tail || isKept[at - head] === true));
  return { before: mark(a, kept.a), after: mark(b, kept.b) };
}

/** Which words of two lists belong to their longest common sequence. */
function common(a: string[], b: string[]): { a: boolean[]; b: boolean[] } {
  const inA = a.map(() => false);
  const inB = b.map(() => false);
  if (a.length === 0 || b.length === 0 || a.length * b.length > MOST) return { a: inA, b: inB };
  const width = b.length + 1;
  const length = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => length[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      length[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      inA[i] = true;
      inB[j] = true;
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return { a: inA, b: inB };
}

/** Words joined into runs. A space between two changed words is changed with them. */
function runs(words: string[], kept: boolean[]): Run[] {
  const out: Run[] = [];
  words.forEach((text, at) => {
    const isSpaceBetween = !text.trim() && kept[at - 1] === false && kept[at + 1] === false;
    const changed = kept[at] === false || isSpaceBetween;
    const last = out.at(-1);
    if (last?.changed === changed) last.text += text;
    else out.push({ text, changed });
  });
  return out;
}
