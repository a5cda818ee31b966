// What is still to be said after something was erased for good.
import type { Gone } from '../generated/Gone';

/** Copies that no program can reach, records that still name it, or an erasing that is not over: then a toast is not enough. */
export function leavesTraces({ bundles, backups, exports, still_named_by, unfinished }: Gone): boolean {
  return unfinished || [bundles, backups, exports, still_named_by].some((places) => places.length > 0);
}
