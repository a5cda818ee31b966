/** Names of members: the fixed ones, or `case/…` and `files/…` with nothing that a file system could misread. */
import { NAME_LIMIT } from './limits';

export const MANIFEST = 'manifest.json';
export const SIGNATURE = 'manifest.json.minisig';
export const SENDER = 'sender.pub';
export const SUMS = 'SHA256SUMS';
export const DOSSIER = 'index.html';
export const PADDING = 'padding';
export const CASE = 'case/';
export const FILES = 'files/';
/** How the name of a member of earlier versions ends. */
export const HISTORY = '.history.json';

/** The first members that the manifest lists, in their order. */
export const fixed: readonly string[] = [SENDER, SUMS, 'README.txt', DOSSIER];

export function isMemberName(name: string): boolean {
  if (fixed.includes(name)) return true;
  const tail = /^(?:case|files)\/([a-z0-9._-]+)$/.exec(name)?.[1];
  return tail !== undefined && name.length <= NAME_LIMIT && !/^\.|\.$|\.\./.test(tail);
}

/** The place of a fixed name, then `case/`, then `files/`. */
export function rank(name: string): number {
  const at = fixed.indexOf(name);
  if (at >= 0) return at;
  return name.startsWith(CASE) ? fixed.length : fixed.length + 1;
}
