// A passphrase being chosen: seven offered words or one of one's own, and the same once more.
import { ask } from './ipc';
import { isLongEnough } from './passphrase';

export class NewSecret {
  way = $state<'offered' | 'own'>('offered');
  offered = $state.raw<string[]>([]);
  first = $state('');
  second = $state('');
  /** Somebody has tried to go on: from now on a difference is said. */
  tried = $state(false);

  get matches(): boolean {
    return this.way === 'offered' ? tidy(this.second) === this.offered.join(' ') : this.second === this.first;
  }

  get isReady(): boolean {
    return this.matches && (this.way === 'offered' ? this.offered.length > 0 : isLongEnough(this.first));
  }

  get differs(): boolean {
    return this.tried && !this.matches && this.second !== '';
  }

  /** The passphrase, once it is ready. */
  get text(): string {
    return this.way === 'offered' ? this.offered.join(' ') : this.first;
  }

  /** Offers seven other words. */
  async offer(): Promise<void> {
    this.offered = await ask('suggest_passphrase', {}).catch(() => []);
    this.second = '';
    this.tried = false;
  }

  /** Forgets what was typed. */
  clear(): void {
    this.first = this.second = '';
    this.tried = false;
  }
}

function tidy(typed: string): string {
  return typed.trim().split(/\s+/u).join(' ').toLowerCase();
}
