// Where the page is. State is presence: while locked, no route and no case exist in the page at all.
import type { Failure } from '../generated/Failure';
import type { Place } from '../generated/Place';
import { care } from './care.svelte';
import { asFailure } from './errors';
import { narrowing } from './filters.svelte';
import { ask } from './ipc';
import { applyLook } from './look.svelte';
import { numbers } from './numbers.svelte';
import { papers } from './papers.svelte';
import type { Spot } from './place';
import { flushDrafts } from './unsaved.svelte';

export type Route =
  | { at: 'cases' }
  | { at: 'case'; id: string; open?: CaseDoor }
  | { at: 'intake'; id: string | null; spot: Spot | null }
  | { at: 'search'; query: string }
  | { at: 'tasks' }
  | { at: 'statistics' }
  | { at: 'reports'; /** Of a case, by its code. */ about?: string }
  | { at: 'links' }
  | { at: 'contacts' }
  | { at: 'bundles' }
  | { at: 'trash' }
  | { at: 'settings'; section?: Section };

/** A part of the settings. */
export type Section = 'look' | 'ways' | 'words' | 'backup' | 'check' | 'shortcuts';

export type Step = { step: 'language' } | { step: 'passphrase' } | { step: 'restore' } | { step: 'code'; words: string[] } | { step: 'corner' };

/** What a case opens with, once: a record's form, with the cursor where it was. */
export interface CaseDoor {
  record: string;
  spot: Spot | null;
}

export type State =
  | { door: 'booting' }
  | { door: 'failed'; failure: Failure }
  | { door: 'setup'; at: Step }
  | { door: 'locked' }
  | { door: 'open'; route: Route; idleMinutes: number };

/** How long a lock waits for the last typed words to be stored before it closes all the same, in milliseconds. */
const LAST_WORDS = 900;
/** How often, and every how many milliseconds, the program is asked where it stands after a lock or a wipe. */
const ATTEMPTS = 40;
const ATTEMPT_EVERY = 250;

let state = $state.raw<State>({ door: 'booting' });
let idleMinutes = 10;

export const session = {
  get state(): State {
    return state;
  },

  /** Asks the program where it stands, and goes there. */
  async start(): Promise<void> {
    try {
      await begin();
    } catch (thrown) {
      // Whatever failed, it must be said in words.
      await applyLook(null);
      state = { door: 'failed', failure: asFailure(thrown) };
    }
  },

  setUp(at: Step): void {
    state = { door: 'setup', at };
  },

  /** Goes in: to the list, or back to where somebody was when it was closed. */
  enter(place: Place | null = null): void {
    state = { door: 'open', route: place ? backTo(place) : { at: 'cases' }, idleMinutes };
  },

  go(route: Route): void {
    if (state.door === 'open') state = { ...state, route };
  },

  /** Closes everything. Never asks and never loses text: what was typed is stored first. */
  async lock(): Promise<void> {
    if (!isInside(state)) return;
    await Promise.race([flushDrafts(), pause(LAST_WORDS)]);
    state = { door: 'booting' };
    care.forget();
    narrowing.forget();
    numbers.forget();
    papers.forget();
    await ask('lock_vault', {}).catch(() => null);
    await beginAgain();
  },

  /** Destroys everything. The page goes blank first; what follows looks like a first start. */
  async wipe(): Promise<void> {
    state = { door: 'booting' };
    care.forget();
    numbers.forget();
    papers.forget();
    await ask('wipe_vault', {}).catch(() => null);
    await beginAgain();
  },
};

// The program asks the page to lock when the window is closed, after sleep, or when nobody was here for long.
addEventListener('sandyq:leave', () => void session.lock());

async function begin(): Promise<void> {
  const status = await ask('read_status', {});
  await applyLook(status.look);
  idleMinutes = status.idle_minutes;
  if (status.door === 'open') session.enter();
  else state = status.door === 'locked' ? { door: 'locked' } : { door: 'setup', at: { step: 'language' } };
}

/** After a lock or a wipe the program usually replaces this page; until then it stays blank and says nothing. */
async function beginAgain(): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS && state.door === 'booting'; attempt += 1) {
    await begin().catch(() => pause(ATTEMPT_EVERY));
  }
}

function backTo({ id, is_intake, case: inCase, field, cursor }: Place): Route {
  const spot = field === null ? null : { field, cursor };
  if (is_intake) return { at: 'intake', id, spot };
  return { at: 'case', id: inCase ?? id, open: { record: id, spot } };
}

/** A vault is open behind this state. During the first start that is so once the passphrase was chosen. */
function isInside(now: State): boolean {
  return now.door === 'open' || (now.door === 'setup' && (now.at.step === 'code' || now.at.step === 'corner'));
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
