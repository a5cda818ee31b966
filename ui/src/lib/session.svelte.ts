// Where the page is. State is presence: while locked, no route and no case exist in the page at all.
import type { Failure } from '../generated/Failure';
import { flushDrafts } from './draft.svelte';
import { asFailure } from './errors';
import { ask } from './ipc';
import { applyLook } from './look.svelte';

export type Route =
  | { at: 'cases' }
  | { at: 'case'; id: string }
  | { at: 'contacts' }
  | { at: 'bundles' }
  | { at: 'settings' };

export type Step = { step: 'language' } | { step: 'passphrase' } | { step: 'code'; words: string[] } | { step: 'corner' };

export type State =
  | { door: 'booting' }
  | { door: 'failed'; failure: Failure }
  | { door: 'setup'; at: Step }
  | { door: 'locked' }
  | { door: 'open'; route: Route; idleMinutes: number };

/** How long a lock waits for the last typed words to be stored before it closes all the same, in milliseconds. */
const LAST_WORDS = 900;

let state = $state.raw<State>({ door: 'booting' });
let idleMinutes = 10;

export const session = {
  get state(): State {
    return state;
  },

  /** Asks the program where it stands, and goes there. */
  async start(): Promise<void> {
    try {
      const status = await ask('read_status', {});
      applyLook(status.look);
      idleMinutes = status.idle_minutes;
      if (status.door === 'open') session.enter();
      else state = status.door === 'locked' ? { door: 'locked' } : { door: 'setup', at: { step: 'language' } };
    } catch (thrown) {
      state = { door: 'failed', failure: asFailure(thrown) };
    }
  },

  setUp(at: Step): void {
    state = { door: 'setup', at };
  },

  enter(): void {
    state = { door: 'open', route: { at: 'cases' }, idleMinutes };
  },

  go(route: Route): void {
    if (state.door === 'open') state = { ...state, route };
  },

  /** Closes everything. Never asks and never loses text: what was typed is stored first. */
  async lock(): Promise<void> {
    if (state.door !== 'open') return;
    await Promise.race([flushDrafts(), new Promise((done) => setTimeout(done, LAST_WORDS))]);
    state = { door: 'booting' };
    await ask('lock_vault', {}).catch(() => null);
    await session.start();
  },

  /** Destroys everything. The page goes blank first; what follows looks like a first start. */
  async wipe(): Promise<void> {
    state = { door: 'booting' };
    await ask('wipe_vault', {}).catch(() => null);
    await session.start();
  },
};
