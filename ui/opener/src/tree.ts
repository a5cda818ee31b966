/** The root over the evidence of a case (docs/formats/bundle.md): a Merkle tree in the manner of RFC 6962. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js';
import type { Member } from './manifest';

/** None over no files. */
export function evidenceRoot(files: Member[]): string | null {
  if (files.length === 0) return null;
  const leaves = files.map(({ item, sha256: sum, size }) => (item ?? '').replaceAll('-', '') + sum + size.toString(16).padStart(16, '0'));
  return bytesToHex(root(leaves.sort().map((leaf) => sha256(concatBytes(Uint8Array.of(0), hexToBytes(leaf))))));
}

function root(hashes: Uint8Array[]): Uint8Array {
  const [only] = hashes;
  if (hashes.length === 1 && only) return only;
  let half = 1;
  while (half * 2 < hashes.length) half *= 2;
  return sha256(concatBytes(Uint8Array.of(1), root(hashes.slice(0, half)), root(hashes.slice(half))));
}
