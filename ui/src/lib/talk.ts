// The answers of a first talk as they stand in its draft: one value for each question, in the form that the program takes
// (crates/casework/src/intake/answers.rs). A part of a row is drawn as a field called `<question>.<row>.<part>`, so that
// every control on the page has a name of its own, to find the cursor's place by.
import type { FieldView } from '../generated/FieldView';
import type { IntakeQuestion } from '../generated/IntakeQuestion';
import type { Body } from './ipc';

/** What can be answered to all of a question. */
export const INSTEAD = ['not_asked', 'declined', 'unknown'] as const;
export type Instead = (typeof INSTEAD)[number];

/** The answer to all of it; null when there is none, or when it has parts. */
export function insteadOf(answer: unknown): Instead | null {
  return INSTEAD.find((slug) => slug === answer) ?? null;
}

/** The rows of an answer; always at least one to fill. */
export function rowsOf(answer: unknown): Body[] {
  const rows = (Array.isArray(answer) ? answer : [answer]).map((row: unknown) => (isBody(row) ? row : {}));
  return rows.length ? rows : [{}];
}

/** Whether anything was answered. */
export function isAnswered(answer: unknown): boolean {
  return insteadOf(answer) !== null || rowsOf(answer).some((row) => Object.keys(row).length > 0);
}

/** The answer with one row changed; `undefined` when nothing of it is left. */
export function withRow(question: IntakeQuestion, answer: unknown, at: number, row: Body): unknown {
  const rows = rowsOf(answer).with(at, row);
  return written(question, rows);
}

/** The answer with a row taken out. */
export function withoutRow(question: IntakeQuestion, answer: unknown, at: number): unknown {
  return written(question, rowsOf(answer).toSpliced(at, 1));
}

/** A row with one part changed. */
export function withPart(row: Body, part: string, value: unknown): Body {
  return value === undefined ? Object.fromEntries(Object.entries(row).filter(([name]) => name !== part)) : { ...row, [part]: value };
}

/** A part as a field with a name of its own. */
export function fieldOf(question: string, at: number, part: FieldView): FieldView {
  return { ...part, name: nameOf(question, at, part.name) };
}

/** A row's parts, and what was answered instead of them, under the names of their fields. */
export function bodyOf(question: string, at: number, row: Body): Body {
  const renamed = (body: Body) => Object.fromEntries(Object.entries(body).map(([part, value]) => [nameOf(question, at, part), value]));
  const { answers, ...parts } = row;
  return isBody(answers) ? { ...renamed(parts), answers: renamed(answers) } : renamed(parts);
}

/** What changed in a field, as a change of its row: `answers` for the fields that say why there is no value. */
export function rowAfter(row: Body, field: string, value: unknown): Body {
  if (field !== 'answers') return withPart(row, partOf(field), value);
  const answers = isBody(value) ? Object.fromEntries(Object.entries(value).map(([name, slug]) => [partOf(name), slug])) : undefined;
  return withPart(row, 'answers', answers);
}

/** The question a field belongs to. */
export function questionOf(field: string): string {
  return field.split('.')[0] ?? '';
}

function nameOf(question: string, at: number, part: string): string {
  return `${question}.${String(at)}.${part}`;
}

function partOf(field: string): string {
  return field.split('.')[2]?.replace(/-.*$/u, '') ?? field;
}

/** Empty rows at the end say nothing; those before a filled one keep its place. */
function written(question: IntakeQuestion, rows: Body[]): unknown {
  const last = rows.findLastIndex((row) => Object.keys(row).length > 0);
  if (!question.repeats) return last < 0 ? undefined : rows[0];
  return rows.length < 2 && last < 0 ? undefined : rows;
}

function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
