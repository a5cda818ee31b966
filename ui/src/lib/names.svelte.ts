// Whether names are hidden. The program leaves them out of what it answers; here only forms need to know.
import { changes } from './actions.svelte';
import { ask } from './ipc';

let hidden = $state(false);

export const names = {
  get hidden(): boolean {
    return hidden;
  },
  /** As the vault remembers it. */
  async read(): Promise<void> {
    hidden = await ask('names_hidden', {}).catch(() => hidden);
  },
  async toggle(): Promise<void> {
    await ask('hide_names', { hidden: !hidden });
    hidden = !hidden;
    changes.note();
  },
};
