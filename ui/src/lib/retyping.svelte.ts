// A recovery code is shown once; then it is hidden and typed once from the paper.
import { Attempt } from './attempt.svelte';
import { ask } from './ipc';
import { tidyCode } from './passphrase';

export class Retyping {
  typed = $state('');
  /** The words are hidden now. */
  hidden = $state(false);
  /** What was typed is not what was shown. */
  differs = $state(false);
  readonly attempt = new Attempt();

  /** Hides the words; the second time it compares them. True once they are the same. */
  async goOn(): Promise<boolean> {
    if (!this.hidden) {
      this.hidden = true;
      return false;
    }
    let same = false;
    this.differs = false;
    await this.attempt.run(async () => {
      same = await ask('check_recovery_code', { code: tidyCode(this.typed) });
      this.differs = !same;
    });
    return same;
  }

  /** Shows the words again. */
  lookAgain(): void {
    this.hidden = false;
  }
}
