// Long work on the whole storage: backup, rehearsal, check. It goes on while one looks elsewhere, and its answer is
// still here when one comes back. **Forgotten with every lock**: while locked nothing of the storage is in the page.
import type { BackupState } from '../generated/BackupState';
import type { BackupView } from '../generated/BackupView';
import type { RehearsalView } from '../generated/RehearsalView';
import type { VerifyView } from '../generated/VerifyView';
import { asFailure, inWords } from './errors';
import { ask, askWithDialog } from './ipc';

export type Work = 'backup' | 'rehearsal' | 'check';

let running = $state<Work | null>(null);
let state = $state.raw<BackupState | null>(null);
let made = $state.raw<BackupView | null>(null);
let rehearsed = $state.raw<RehearsalView | null>(null);
let checked = $state.raw<VerifyView | null>(null);
let problem = $state.raw<{ work: Work; text: string } | null>(null);
/** Counts locks, so that an answer that comes after one is dropped. */
let locks = 0;

/** Runs one long work at a time; `take` gets its answer, unless a lock came in between or the dialog was closed. */
async function run<T>(work: Work, question: () => Promise<T | null>, take: (answer: T) => void): Promise<void> {
  if (running) return;
  const before = locks;
  running = work;
  problem = null;
  try {
    const answer = await question();
    if (locks !== before) return;
    if (answer !== null) take(answer);
  } catch (thrown) {
    if (locks !== before) return;
    problem = { work, text: inWords(asFailure(thrown)) };
  }
  running = null;
}

export const care = {
  /** What is under way. */
  get running(): Work | null {
    return running;
  },
  /** How old the last backup is; null before it was asked for. */
  get state(): BackupState | null {
    return state;
  },
  /** The backup made last in this session. */
  get made(): BackupView | null {
    return made;
  },
  get rehearsed(): RehearsalView | null {
    return rehearsed;
  },
  get checked(): VerifyView | null {
    return checked;
  },

  /** What went wrong with this work the last time. */
  problemOf(work: Work): string {
    return problem?.work === work ? problem.text : '';
  },

  /** Asks how old the last backup is. Not being told is no reason to disturb anybody. */
  async look(): Promise<void> {
    const before = locks;
    const answer = await ask('read_backup_state', {}).catch(() => null);
    if (answer && locks === before) state = answer;
  },

  async backUp(): Promise<void> {
    await run('backup', () => askWithDialog('make_backup', {}), (answer) => (made = answer));
    await care.look();
  },

  async rehearse(): Promise<void> {
    rehearsed = null;
    await run('rehearsal', () => askWithDialog('rehearse_backup', {}), (answer) => (rehearsed = answer));
  },

  async check(): Promise<void> {
    checked = null;
    await run('check', () => ask('verify_vault', {}), (answer) => (checked = answer));
  },

  /** Nothing of the storage stays in the page. */
  forget(): void {
    locks += 1;
    running = state = made = rehearsed = checked = problem = null;
  },
};
