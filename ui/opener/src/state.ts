/** Where the page is. Being open is having contents; closing is not having them. */
import type { Opened } from './open';
import type { Rule, SealFault } from './refusal';
import type { Speech } from './words';

export type Section = 'dossier' | 'gallery' | 'register' | 'consent';

export type State =
  | { at: 'ask'; fault: Rule | SealFault | null }
  | { at: 'work' }
  | { at: 'refused'; rule: Rule | SealFault }
  | { at: 'open'; opened: Opened; fingerprint: string; dossier: string | null; section: Section }
  | { at: 'closed' };

export type OpenState = Extract<State, { at: 'open' }>;

/** What every screen is given. */
export interface Stage {
  speech: Speech;
  lock: 'key' | 'passphrase';
  /** Whether the whole page has arrived. */
  loaded: boolean;
  /** Keys from a key file, until they are tried. */
  fileKeys: string[];
}
