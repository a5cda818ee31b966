// A new case from its first words. The case exists within a second of them; what follows are drafts of its records.
import type { Failure } from '../generated/Failure';
import { Draft } from './draft.svelte';
import { asFailure } from './errors';
import { ask } from './ipc';
import { makeSoon } from './soon';
import { remember } from './unsaved.svelte';
import { passages } from './values';

interface Records {
  case: Draft;
  event: Draft;
  text: { draft: Draft; field: string };
}

/** The four questions of the shortest case, and the records their answers went into. */
export class Intake {
  told = $state('');
  when = $state('');
  locality = $state('');
  title = $state('');
  failure = $state.raw<Failure | null>(null);
  id = $state<string | null>(null);
  #records: Records | null = null;
  #soon = makeSoon(() => void this.flush());
  #running: Promise<void> = Promise.resolve();
  #forget = remember(this);
  #lang: string;

  constructor(lang: string) {
    this.#lang = lang;
  }

  get isEmpty(): boolean {
    return !(this.told + this.when + this.locality + this.title).trim();
  }

  /** To be called after every keystroke. */
  changed(): void {
    this.#soon.later();
  }

  flush(): Promise<void> {
    this.#soon.cancel();
    this.#running = this.#running.then(() => this.#store());
    return this.#running;
  }

  /** The case's id once everything is stored; null when nothing was typed or it could not be stored. */
  async leave(): Promise<string | null> {
    await this.flush();
    const kept = this.#records;
    const drafts = kept ? [kept.case, kept.event, kept.text.draft] : [];
    for (const draft of drafts) {
      if (!(await draft.leave())) this.failure = draft.failure;
    }
    if (this.failure) return null;
    this.close();
    return this.id;
  }

  close(): void {
    this.#soon.cancel();
    this.#forget();
  }

  async #store(): Promise<void> {
    if (this.isEmpty) return;
    try {
      if (this.#records) await this.#update(this.#records);
      else await this.#create();
      this.failure = null;
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  async #create(): Promise<void> {
    const stored = { title: this.title, told: this.told, when: this.when, locality: this.locality };
    const row = await ask('create_case', { new: stored });
    this.id = row.id;
    const page = await ask('show_case', { case: row.id });
    const draftOf = async (id: string) => {
      const { kind, case: inCase, body } = await ask('read_record', { id });
      return new Draft({ kind, case: inCase ?? id, id, body, required: [] });
    };
    const event = page.records.find((record) => record.kind === 'event');
    const text = page.texts[0];
    // A case that has only a name yet has no event; it begins with the first word of one.
    const begun = () => new Draft({ kind: 'event', case: row.id, id: null, body: {}, required: [] });
    const eventDraft = event ? await draftOf(event.id) : begun();
    const textDraft = !text || text.id === event?.id ? eventDraft : await draftOf(text.id);
    this.#records = {
      case: await draftOf(row.id),
      event: eventDraft,
      text: { draft: textDraft, field: textDraft === eventDraft ? 'description' : 'text' },
    };
    // Something may have been typed while the case was made.
    if (stored.told !== this.told || stored.title !== this.title || stored.when !== this.when || stored.locality !== this.locality) this.changed();
  }

  async #update({ case: ofCase, event, text }: Records): Promise<void> {
    ofCase.change('title', this.title || undefined);
    event.change('date', this.when.trim() ? this.when : undefined);
    event.change('locality', this.locality || undefined);
    text.draft.change(text.field, passages([{ lang: this.#lang, text: this.told }]));
    await Promise.all([ofCase.flush(), event.flush(), text.draft.flush()]);
  }
}
