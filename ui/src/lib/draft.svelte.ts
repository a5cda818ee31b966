// What is being typed. **Every change must reach `change`: a draft that is not told of a keystroke loses it.**
// A draft is stored encrypted within a second of each keystroke, and becomes a revision when the record is left or
// after a minute of rest.
//
// Undo inside a form: first what the text field itself can take back (parts/RecordForm), then the steps of this draft,
// field by field; when nothing of them is left, the saved version before this one comes back (`undo_record`). Redo goes
// the same way in the other direction: saved versions first, then steps.
import type { Failure } from '../generated/Failure';
import type { FieldProblem } from '../generated/FieldProblem';
import type { RecordView } from '../generated/RecordView';
import { asFailure } from './errors';
import { ask, type Body } from './ipc';
import type { Spot } from './place';
import { makeSoon } from './soon';
import { Steps, same, withField } from './steps';
import { isRemembered, noteSaved, noteUnderWay, remember } from './unsaved.svelte';
import { unsaid, type Needed } from './values';

/** Rest after which a draft becomes a revision while its form stays open, and the wait after a failed attempt to store. */
const TO_REVISION = 61_000;
const TO_RETRY = 3000;

interface From extends Needed {
  kind: string;
  case: string;
  id: string | null;
  body: Body;
  /** How many saved versions there are. */
  revisions?: number;
  /** Where somebody is in the form; null when they are elsewhere. */
  where?: () => Spot | null;
}

/** A record that may not exist yet, and its fields as they stand in the form. */
export class Draft {
  body = $state.raw<Body>({});
  problems = $state.raw<FieldProblem[]>([]);
  failure = $state.raw<Failure | null>(null);
  id = $state<string | null>(null);
  canUndo = $state(false);
  canRedo = $state(false);
  /** How often each field was set from outside its control, which must then be drawn anew. */
  drawn = $state.raw<Record<string, number>>({});
  #from: From;
  #spot: Spot | null = null;
  #soon = makeSoon(() => void this.flush());
  #rest: ReturnType<typeof setTimeout> | undefined;
  #changed = $state(false);
  #touched = false;
  #counted = false;
  #running: Promise<void> = Promise.resolve();
  #steps = new Steps();
  /** Saved versions that may lie before and after this one; nobody knows before it is tried. */
  #mayUndoSaved: boolean;
  #undone = 0;
  /** What the web view undid in a text field and can redo. */
  #takenBack = 0;
  #isTakingBack = false;
  #forget: () => void;

  constructor(from: From) {
    this.#from = from;
    this.id = from.id;
    this.body = from.body;
    this.#mayUndoSaved = (from.revisions ?? 0) > 1;
    this.#weigh();
    this.#forget = remember(this);
  }

  /** Required fields that say nothing yet: until they do, it is kept as begun, not as a record. */
  get missing(): string[] {
    return unsaid(this.body, this.#from);
  }

  change(field: string, value: unknown): void {
    if (same(this.body[field], value)) return;
    this.#steps.note(field, this.body[field], value, performance.now(), this.#isTakingBack);
    this.#undone = 0;
    if (!this.#isTakingBack) this.#takenBack = 0;
    this.#put(withField(this.body, field, value), field);
  }

  /** Lets a text field undo or redo its own typing. True when it did. */
  async takeBack(way: 'undo' | 'redo', inField: () => Promise<boolean>): Promise<boolean> {
    this.#isTakingBack = true;
    const isDone = await inField();
    this.#isTakingBack = false;
    this.#takenBack = isDone ? Math.max(0, this.#takenBack + (way === 'undo' ? 1 : -1)) : this.#takenBack;
    if (!isDone && way === 'redo') this.#takenBack = 0;
    this.#weigh();
    return isDone;
  }

  /** One step back: of this form, or to the saved version before. Answers the field that changed, if it was one. */
  undo(): Promise<string | null> {
    return this.#go(this.#steps.undo(this.body), 'undo_record');
  }

  /** One step forth again. */
  redo(): Promise<string | null> {
    return this.#go(this.#undone > 0 ? null : this.#steps.redo(this.body), 'redo_record');
  }

  /** Stores what is not stored yet. Calls queue up, so that an older text never overtakes a newer one. */
  flush(isLast = false): Promise<void> {
    this.#soon.cancel();
    this.#running = this.#running.then(() => this.#store(isLast));
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
    // Left on purpose: nobody is to be brought back here.
    if (this.#touched || this.#spot) await ask('leave_place', {}).catch(() => null);
    this.#touched = false;
    this.close();
    return true;
  }

  /** Throws away what was typed since the last revision: all of it, for a record that was only begun. */
  async discard(): Promise<void> {
    await this.drop();
    if (this.id) await ask('discard_draft', { id: this.id }).catch(() => null); // Nothing was stored: nothing to discard.
    await ask('leave_place', {}).catch(() => null);
  }

  /** Stores nothing any more, and waits for what is under way: the record is about to go. */
  async drop(): Promise<void> {
    this.close();
    await this.#running;
  }

  /** Forgets the draft here; what was stored stays stored. */
  close(): void {
    this.#soon.cancel();
    clearTimeout(this.#rest);
    this.#changed = false;
    this.#count(false);
    this.#forget();
  }

  /** Notes that somebody was brought here after unlocking. */
  arrived(spot: Spot): void {
    this.#spot = spot;
  }

  #put(body: Body, field: string): void {
    this.body = body;
    this.#spot = { field, cursor: null };
    this.#changed = true;
    this.#touched = true;
    this.#count(true);
    this.#weigh();
    clearTimeout(this.#rest);
    this.#soon.later();
  }

  async #go(step: { body: Body; field: string } | null, saved: 'undo_record' | 'redo_record'): Promise<string | null> {
    if (step) {
      this.#draw(this.body, step.body);
      this.#put(step.body, step.field);
      return step.field;
    }
    if (!this.id || this.missing.length > 0) return null;
    try {
      await this.flush();
      // The verb makes a version of what was typed first, and takes that back.
      this.#take(await ask(saved, { id: this.id }));
      this.#undone = Math.max(0, this.#undone + (saved === 'undo_record' ? 1 : -1));
    } catch (thrown) {
      const failure = asFailure(thrown);
      if (failure.code === 'nothing-to-undo') this.#mayUndoSaved = false;
      else if (failure.code === 'nothing-to-redo') this.#undone = 0;
      else this.failure = failure;
    }
    this.#weigh();
    return null;
  }

  /** Shows another saved version in this form. */
  #take(record: RecordView): void {
    this.#draw(this.body, record.body);
    this.body = record.body;
    this.#mayUndoSaved = true;
    this.#touched = true;
    this.failure = null;
    this.problems = [];
  }

  #draw(before: Body, after: Body): void {
    const fields = Object.keys({ ...before, ...after }).filter((field) => !same(before[field], after[field]));
    this.drawn = { ...this.drawn, ...Object.fromEntries(fields.map((field) => [field, (this.drawn[field] ?? 0) + 1])) };
  }

  #weigh(): void {
    this.canUndo = this.#steps.canUndo || (this.id !== null && this.#mayUndoSaved);
    this.canRedo = this.#steps.canRedo || this.#undone > 0 || this.#takenBack > 0;
  }

  /** Whether this draft is among those on their way to the disk. */
  #count(isUnderWay: boolean): void {
    if (this.#counted === isUnderWay) return;
    this.#counted = isUnderWay;
    noteUnderWay(isUnderWay);
  }

  async #store(isLast: boolean): Promise<void> {
    const here = this.#from.where?.() ?? null;
    const hasMoved = isLast && here !== null && this.id !== null && !same(here, this.#spot);
    if ((!this.#changed && !hasMoved) || !isRemembered(this)) return;
    const body = this.body;
    const spot = here ?? this.#spot;
    try {
      this.id ??= (await ask('begin_record', { kind: this.#from.kind, case: this.#from.case, body })).id;
      const saved = await ask('save_draft', { id: this.id, body, focus: spot?.field ?? null, cursor: spot?.cursor ?? null });
      this.problems = saved.problems;
      this.failure = null;
      noteSaved();
      if (this.body === body && this.#changed) {
        this.#spot = spot;
        this.#changed = false;
        this.#count(false);
        this.#restLater();
      }
    } catch (thrown) {
      this.failure = asFailure(thrown);
      if (isRemembered(this) && !isLast) this.#rest = setTimeout(() => void this.flush(), TO_RETRY);
    }
  }

  #restLater(): void {
    clearTimeout(this.#rest);
    if (!isRemembered(this)) return;
    // Whatever does not fit stays a draft; it is on the disk already.
    this.#rest = setTimeout(() => void ask('commit_resting_drafts', {}).then(() => this.#rested(), () => null), TO_REVISION);
  }

  #rested(): void {
    this.#mayUndoSaved = true;
    this.#weigh();
  }
}
