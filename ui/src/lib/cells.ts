// The cells of a table of numbers: which can be walked to, and which one a mark of the picture stands for.
import type { StatsCell } from '../generated/StatsCell';
import type { StatsView } from '../generated/StatsView';

/** Values down the side and across; null is all of it. */
export interface Place {
  row: string | null;
  column: string | null;
}

/** A line and a column of the table on the screen, sums included. */
export interface At {
  line: number;
  column: number;
}

const STEPS: Record<string, [number, number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Home: [0, -1], End: [0, 1] };

/** Where a key leads from a cell: the next one in its direction that can be opened, with Home and End the last; null for nowhere. */
export function walk(code: string, from: At, lines: number, columns: number, isThere: (at: At) => boolean): At | null {
  const step = STEPS[code];
  if (!step) return null;
  const toEnd = code === 'Home' || code === 'End';
  let found: At | null = null;
  let at = { line: from.line + step[0], column: from.column + step[1] };
  while (at.line >= 0 && at.line < lines && at.column >= 0 && at.column < columns) {
    if (isThere(at)) {
      found = at;
      if (!toEnd) return found;
    }
    at = { line: at.line + step[0], column: at.column + step[1] };
  }
  return found;
}

/** The values of a mark of the picture: `row|column`, where a table without columns has none. */
export function placeOf(mark: string, table: StatsView): Place | null {
  const at = mark.lastIndexOf('|');
  const row = table.rows.find((one) => one.value.value === mark.slice(0, at));
  if (at < 0 || !row) return null;
  // A measured line is one thing: its columns are different numbers of the same cases.
  if (table.columns.length === 0 || table.is_measured) return { row: row.value.value, column: null };
  const column = table.columns.find((one) => one.value === mark.slice(at + 1));
  return column ? { row: row.value.value, column: column.value } : null;
}

/** How many stand at a place. */
export function cellAt(table: StatsView, { row, column }: Place): StatsCell | null {
  const line = row === null ? null : table.rows.find((one) => one.value.value === row);
  const across = column === null ? null : table.columns.findIndex((one) => one.value === column);
  if (line === undefined || across === -1) return null;
  if (line) return across === null ? line.all : (line.cells[across] ?? null);
  return across === null ? table.all : (table.column_totals[across] ?? null);
}

/** Whether there is a case to show behind it. */
export function isAny(cell: StatsCell | null): boolean {
  return (cell?.sure ?? 0) + (cell?.possible ?? 0) > 0;
}

/** In words: what stands down the side and across there. */
export function wordsOf(table: StatsView, { row, column }: Place): string {
  const line = table.rows.find((one) => one.value.value === row)?.value.label;
  const across = table.columns.find((one) => one.value === column)?.label;
  return [line, across].filter((label) => label !== undefined).join(' × ');
}
