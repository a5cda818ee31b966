// What is done to whole records: into the trash and back, undone and done again. Each says what it did and how to take
// it back, and everything that lists records asks again.
import { asFailure, inWords } from './errors';
import { ask } from './ipc';
import { toast } from './toast.svelte';
import { t } from './words.svelte';

let round = $state(0);

/** Read it in the question of a list that must be asked again when records come and go. */
export const changes = {
  get round(): number {
    return round;
  },
  /** Records came or went. */
  note(): void {
    round += 1;
  },
};

const undoing = () => ({ label: t('undo'), act: () => void undoAction() });
const redoing = () => ({ label: t('redo'), act: () => void redoAction() });

/** Does something and says what happened; what went wrong is said too. True when it was done. */
export async function act<T>(work: () => Promise<T>, say: (answer: T) => Parameters<typeof toast.show>[0]): Promise<boolean> {
  try {
    const answer = await work();
    changes.note();
    toast.show(say(answer));
    return true;
  } catch (thrown) {
    toast.show({ text: inWords(asFailure(thrown)), tone: 'alert' });
    return false;
  }
}

/** Moves a record, and what belongs to it alone, to the trash. Never asks: it can be taken back. */
export function deleteRecord(id: string): Promise<boolean> {
  return act(
    () => ask('delete_record', { id }),
    ({ title, records }) => ({ text: t('trashed', { title, n: records }), tone: 'calm', offer: undoing() }),
  );
}

/** Brings a record back from the trash, and what went with it. */
export function restoreRecord(id: string): Promise<boolean> {
  return act(
    () => ask('restore_record', { id }),
    ({ title, records }) => ({ text: t('restored', { title, n: records }), tone: 'calm', offer: undoing() }),
  );
}

/** Adds the invented cases to learn on. */
export function addPractice(): Promise<boolean> {
  return act(
    () => ask('add_practice', {}),
    ({ cases }) => ({ text: t('practice-added', { n: cases.length }), tone: 'calm' }),
  );
}

/** Takes the last such action back. */
export function undoAction(): Promise<boolean> {
  return act(
    () => ask('undo_action', {}),
    ({ redo }) => ({ text: t('action-undone', { action: redo ?? '' }), tone: 'calm', offer: redoing() }),
  );
}

/** Does the action again that was taken back last. */
export function redoAction(): Promise<boolean> {
  return act(
    () => ask('redo_action', {}),
    ({ undo }) => ({ text: t('action-redone', { action: undo ?? '' }), tone: 'calm', offer: undoing() }),
  );
}
