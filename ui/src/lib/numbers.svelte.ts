// What is being counted. The last answer stays while the vault is open: whoever comes back from a case finds it as it was.
import type { Failure } from '../generated/Failure';
import type { StatsRequest } from '../generated/StatsRequest';
import type { StatsView } from '../generated/StatsView';
import type { Chip } from './filters.svelte';
import { ask } from './ipc';
import { LongWork } from './longwork.svelte';

let asked = $state.raw<StatsRequest | null>(null);
let chips = $state.raw<Chip[]>([]);
let period = $state('all');
const work = new LongWork<StatsView>(true);

export const numbers = {
  /** What is asked; nothing at first. */
  get asked(): StatsRequest | null {
    return asked;
  },
  /** The words of its filters. */
  get chips(): Chip[] {
    return chips;
  },
  /** The word of the period that was chosen; `own` for days that somebody typed. */
  get period(): string {
    return period;
  },
  get answer(): StatsView | null {
    return work.answer;
  },
  get failure(): Failure | null {
    return work.failure;
  },
  get busy(): boolean {
    return work.busy;
  },
  /** Somebody ended it without an answer. */
  get stopped(): boolean {
    return work.stopped;
  },
  /** Cases looked at so far. */
  get done(): number {
    return work.done;
  },

  /** Asks something else. */
  ask(next: StatsRequest): void {
    asked = next;
    chips = chips.filter((chip) => next.filters.some((filter) => filter.field === chip.field));
  },
  /** Asks for one value of a dimension, or several. */
  narrow(chip: Chip): void {
    if (!asked) return;
    chips = [...chips.filter((one) => one.field !== chip.field), chip];
    asked = { ...asked, filters: chips.map(({ field, values }) => ({ field, values })) };
  },
  /** Asks for all of them again. */
  widen(field: string): void {
    if (!asked) return;
    chips = chips.filter((chip) => chip.field !== field);
    asked = { ...asked, filters: asked.filters.filter((one) => one.field !== field) };
  },
  during(id: string, from: string | null, to: string | null): void {
    period = id;
    if (asked) asked = { ...asked, from, to };
  },

  /** Counts what is asked, unless the answer is there. `as` says in what it is told: another language, other records. */
  want(question: StatsRequest, as: string): void {
    work.want(JSON.stringify([question, as]), () => ask('count_stats', { asked: question }));
  },
  /** Asks again what ended without an answer. */
  again(): void {
    work.again();
    if (asked) asked = { ...asked };
  },
  /** Ends what is under way, as when the screen is left. */
  stop: () => work.stop(),
  /** Nothing is asked; also when the vault is closed. */
  forget(): void {
    work.forget();
    [asked, chips, period] = [null, [], 'all'];
  },
};
