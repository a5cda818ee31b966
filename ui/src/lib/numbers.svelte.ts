// What is being counted. Counting reads every record, so it is long work: it begins after a rest, says how far it is, can be stopped,
// and a newer question takes the place of an older one. The last answer stays while the vault is open: whoever comes back from a
// case finds it as it was.
import type { Failure } from '../generated/Failure';
import type { StatsRequest } from '../generated/StatsRequest';
import type { StatsView } from '../generated/StatsView';
import { asFailure } from './errors';
import type { Chip } from './filters.svelte';
import { ask } from './ipc';

/** Rest after a choice before it is counted, in milliseconds. */
const REST = 250;
/** How often it is asked how far counting is, in milliseconds. */
const EVERY = 400;

let asked = $state.raw<StatsRequest | null>(null);
let chips = $state.raw<Chip[]>([]);
let period = $state('all');
let answer = $state.raw<StatsView | null>(null);
let failure = $state.raw<Failure | null>(null);
let busy = $state(false);
let done = $state(0);
let stopped = $state(false);
/** What `answer` or `failure` says something of, and what is under way. */
let told = '';
let underWay = '';
let soon: ReturnType<typeof setTimeout> | undefined;
let looking: ReturnType<typeof setInterval> | undefined;

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
    return answer;
  },
  get failure(): Failure | null {
    return failure;
  },
  get busy(): boolean {
    return busy;
  },
  /** Somebody ended it without an answer. */
  get stopped(): boolean {
    return stopped;
  },
  /** Cases looked at so far. */
  get done(): number {
    return done;
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
    const key = JSON.stringify([question, as]);
    if (key === underWay) return;
    // What is under way is not wanted any more.
    if (key === told && underWay) numbers.stop();
    stopped = false;
    if (key === told) return;
    underWay = key;
    busy = true;
    done = 0;
    clearTimeout(soon);
    soon = setTimeout(() => void count(question, key), REST);
  },
  /** Asks again what ended without an answer. */
  again(): void {
    told = '';
    if (asked) asked = { ...asked };
  },
  /** Ends what is under way, as when the screen is left. */
  stop(): void {
    clearTimeout(soon);
    stopped = busy;
    end();
    void ask('stop_counting', {}).catch(() => null);
  },
  /** Nothing is asked; also when the vault is closed. */
  forget(): void {
    clearTimeout(soon);
    end();
    stopped = false;
    [asked, chips, period, answer, failure, told] = [null, [], 'all', null, null, ''];
  },
};

async function count(question: StatsRequest, key: string): Promise<void> {
  clearInterval(looking);
  looking = setInterval(() => void look(key), EVERY);
  try {
    const counted = await ask('count_stats', { asked: question });
    if (underWay !== key) return;
    [answer, failure] = [counted, null];
  } catch (thrown) {
    if (underWay !== key) return;
    failure = asFailure(thrown);
  }
  told = key;
  end();
}

async function look(key: string): Promise<void> {
  const so = await ask('read_counting', {}).catch(() => null);
  if (so !== null && underWay === key) done = so;
}

function end(): void {
  clearInterval(looking);
  underWay = '';
  busy = false;
}
