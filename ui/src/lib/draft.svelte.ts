// What is being typed. **Every change must reach `change`: a draft that is not told of a keystroke loses it.**
// A draft is stored encrypted within a second and becomes a revision when the record is left.
import type { Failure } from '../generated/Failure';
import type { FieldProblem } from '../generated/FieldProblem';
import { asFailure } from './errors';
import { ask, type Body } from './ipc';

/** Rest after a keystroke before the draft is stored, in milliseconds. */
const REST = 500;

/** Something typed that can be stored at any moment. */
export interface Unsaved {
  flush(): Promise<void>;
}

// Nothing is drawn from it, so it need not be reactive.
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

/** Stores every open draft now. */
export async function flushDrafts(): Promise<void> {
  await Promise.all([...open].map((draft) => draft.flush()));
}

/** A record that may not exist yet, and its fields as they stand in the form. */
export class Draft {
  body = $state.raw<Body>({});
  problems = $state.raw<FieldProblem[]>([]);
  failure = $state.raw<Failure | null>(null);
  id = $state<string | null>(null);
  #kind: string;
  #case: string;
  #required: string[];
  #focus: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #changed = $state(false);
  #touched = false;
  #counted = false;
  #running: Promise<void> = Promise.resolve();

  constructor(from: { kind: string; case: string; id: string | null; body: Body; required: string[] }) {
    this.#kind = from.kind;
    this.#case = from.case;
    this.id = from.id;
    this.body = from.body;
    this.#required = from.required;
    open.add(this);
  }

  /** Required fields that say nothing yet: until they do, it is kept as begun, not as a record. */
  get missing(): string[] {
    return this.#required.filter((name) => this.body[name] === undefined);
  }

  change(field: string, value: unknown): void {
    this.body = Object.fromEntries(Object.entries({ ...this.body, [field]: value }).filter(([, kept]) => kept !== undefined));
    this.#focus = field;
    this.#changed = true;
    this.#touched = true;
    this.#count(true);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), REST);
  }

  /** Stores what is not stored yet. Calls queue up, so that an older text never overtakes a newer one. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#running = this.#running.then(() => this.#store());
    return this.#running;
  }

  /** Leaves the record: the draft becomes a revision, or stays begun. False when it could not be stored as it stands. */
  async leave(): Promise<boolean> {
    await this.flush();
    if (this.#changed) return false;
    try {
      if (this.id && this.#touched && this.missing.length === 0) await ask('commit_draft', { id: this.id });
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return false;
    }
    this.#touched = false;
    this.close();
    return true;
  }

  /** Throws away what was typed since the last revision: all of it, for a record that was only begun. */
  async discard(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#running;
    if (this.id) await ask('discard_draft', { id: this.id }).catch(() => null); // Nothing was stored: nothing to discard.
    this.close();
  }

  /** Forgets the draft here; what was stored stays stored. */
  close(): void {
    clearTimeout(this.#timer);
    this.#changed = false;
    this.#count(false);
    open.delete(this);
  }

  /** Whether this draft is among those on their way to the disk. */
  #count(isUnderWay: boolean): void {
    if (this.#counted === isUnderWay) return;
    this.#counted = isUnderWay;
    unsaved += isUnderWay ? 1 : -1;
  }

  async #store(): Promise<void> {
    if (!this.#changed) return;
    const body = this.body;
    try {
      if (this.id) {
        this.problems = (await ask('save_draft', { id: this.id, body, focus: this.#focus })).problems;
      } else {
        this.id = (await ask('begin_record', { kind: this.#kind, case: this.#case, body })).id;
      }
      this.failure = null;
      lastSaved = Date.now();
      if (this.body === body && this.#changed) {
        this.#changed = false;
        this.#count(false);
      }
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }
}
