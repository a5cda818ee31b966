// What was typed into a form, step by step, to go back and forth. One step is one burst of changes to one field.
//
// A change that leads exactly back to before the last step is taken as its undo, and one that leads exactly to what was
// undone as its redo: so the undo of a text field, which the web view does by itself, and this one never disagree.
import type { Body } from './ipc';

/** A pause that ends a burst, in milliseconds. */
const PAUSE = 1000;
/** The longest burst, in milliseconds: whoever types on without a pause gets more than one step. */
const BURST = 8000;
/** Most steps that are remembered. */
const MOST = 500;

interface Step {
  field: string;
  from: unknown;
  to: unknown;
}

/** The steps of one form. They hold no body: they are applied to one. */
export class Steps {
  #past: Step[] = [];
  #future: Step[] = [];
  #began = 0;
  #last = Number.NEGATIVE_INFINITY;

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /**
   * Notes that a field changed from one value to another, at this moment in milliseconds. `isTakenBack`: the web view
   * undid or redid some typing, so that nothing new was written and what was undone before stays.
   */
  note(field: string, from: unknown, to: unknown, now: number, isTakenBack = false): void {
    const last = this.#past.at(-1);
    const next = this.#future.at(-1);
    const continues = last?.field === field && now - this.#last < PAUSE && now - this.#began < BURST;
    if (last?.field === field && same(last.from, to)) {
      this.#past.pop();
      this.#future.push({ ...last, to: from });
      this.#end();
    } else if (next?.field === field && same(next.to, to)) {
      this.#future.pop();
      this.#past.push({ ...next, from });
      this.#end();
    } else if (isTakenBack) {
      if (last?.field === field) last.to = to;
      else this.#past.push({ field, from, to });
      this.#end();
    } else if (continues) {
      last.to = to;
      this.#last = now;
      this.#future = [];
    } else {
      this.#past.push({ field, from, to });
      if (this.#past.length > MOST) this.#past.shift();
      this.#began = now;
      this.#last = now;
      this.#future = [];
    }
  }

  /** The body before the last step, and the field it was in; null when there is none. */
  undo(body: Body): { body: Body; field: string } | null {
    const step = this.#past.pop();
    if (!step) return null;
    this.#future.push(step);
    this.#end();
    return { body: withField(body, step.field, step.from), field: step.field };
  }

  /** The body after the step that was undone last, and the field it was in; null when there is none. */
  redo(body: Body): { body: Body; field: string } | null {
    const step = this.#future.pop();
    if (!step) return null;
    this.#past.push(step);
    this.#end();
    return { body: withField(body, step.field, step.to), field: step.field };
  }

  #end(): void {
    this.#last = Number.NEGATIVE_INFINITY;
  }
}

/** A body with one field set; `undefined` takes it out. */
export function withField(body: Body, field: string, value: unknown): Body {
  return Object.fromEntries(Object.entries({ ...body, [field]: value }).filter(([, kept]) => kept !== undefined));
}

/** Whether two values of a field are the same, whatever the order of their parts. */
export function same(one: unknown, other: unknown): boolean {
  return one === other || canonical(one) === canonical(other);
}

function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
