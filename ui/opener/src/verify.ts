/**
 * One strict pass over the decrypted tar, from its first byte to the proof that nothing follows its last. The signature is
 * verified before the manifest is parsed, and from there on every byte is known in advance or hashed against what was
 * signed. Nothing is handed out before the end.
 */
import { BLOCK, MANIFEST_LIMIT, SENDER_LIMIT, SIGNATURE_LIMIT } from './limits';
import { commentOf, readManifest, sumsOf, type Manifest, type Member } from './manifest';
import { readSender, verifySignature, type SenderKey } from './minisign';
import { CASE, FILES, HISTORY, MANIFEST, PADDING, SENDER, SIGNATURE } from './names';
import { Records, Values } from './records';
import { Refusal, type Rule } from './refusal';
import type { Source } from './source';
import { sumOf } from './sums';
import { evidenceRoot } from './tree';
import { blocks, endOfTar, nextData, nextHeader, padme, writeHeader, type Header } from './tar';

/** One member as it was in the tar. */
export interface Part {
  name: string;
  sha256: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export interface Contents {
  manifest: Manifest;
  sender: SenderKey;
  /** All members but the padding, in their order. */
  parts: Part[];
  /** In bytes. */
  padding: number;
}

/** @throws Refusal */
export async function readTar(source: Source): Promise<Contents> {
  const manifestBytes = await first(source, MANIFEST, MANIFEST_LIMIT, 'manifest-too-long');
  const signature = await first(source, SIGNATURE, SIGNATURE_LIMIT, 'signature-too-long');
  const senderBytes = await first(source, SENDER, SENDER_LIMIT, 'sender-too-long');
  const sender = readSender(senderBytes);
  const comment = verifySignature(manifestBytes, signature, sender);
  const manifest = readManifest(manifestBytes);
  if (comment !== commentOf(manifest)) throw new Refusal('signature-comment');
  if (manifest.sender.key !== sender.text) throw new Refusal('sender-differs');
  const { members } = manifest;
  await checkSender(members, senderBytes);
  await checkSums(manifest);

  const parts: Part[] = [
    { name: MANIFEST, sha256: await sumOf(manifestBytes), bytes: manifestBytes },
    { name: SIGNATURE, sha256: await sumOf(signature), bytes: signature },
    { name: SENDER, sha256: members[0]?.sha256 ?? '', bytes: senderBytes },
  ];
  const ids = manifest.cases.map(({ id }) => id);
  const values = new Values();
  const [records, past] = [new Records(ids, values), new Records(ids, values, true)];
  for (const [at, member] of members.entries()) {
    if (at === 0) continue;
    const bytes = await nextMember(source, members, at, member);
    if (member.name.startsWith(CASE)) await (member.name.endsWith(HISTORY) ? past : records).read(bytes);
    parts.push({ name: member.name, sha256: member.sha256, bytes });
  }
  if (records.count !== manifest.totals.records || past.count !== manifest.totals.history) throw new Refusal('totals-differ');
  if (!records.holdsAll(past)) throw new Refusal('history-record');
  const evidence = members.filter(({ name }) => name.startsWith(FILES));
  if (!evidence.every(({ item }) => item !== null && records.has(item))) throw new Refusal('file-without-record');
  const byCase = new Map<string | null, Member[]>();
  for (const member of evidence) {
    const home = member.item === null ? null : records.caseOf(member.item);
    const others = byCase.get(home);
    if (others) others.push(member);
    else byCase.set(home, [member]);
  }
  for (const { id, root } of manifest.cases) {
    if (root !== evidenceRoot(byCase.get(id) ?? [])) throw new Refusal('evidence-root');
  }
  const padding = await nextPadding(source, members);
  await endOfTar(source);
  return { manifest, sender, parts, padding };
}

/** The tar again, byte for byte: a header has one encoding, so it need not be kept. */
export function tarOf({ parts, padding }: Contents): Uint8Array<ArrayBuffer>[] {
  const whole = ({ name, bytes }: Pick<Part, 'name' | 'bytes'>): Uint8Array<ArrayBuffer>[] => [
    writeHeader({ name, size: bytes.length }),
    bytes,
    new Uint8Array(blocks(bytes.length) - bytes.length),
  ];
  const members = [...parts, { name: PADDING, bytes: new Uint8Array(padding) }];
  return [...members.flatMap(whole), new Uint8Array(2 * BLOCK)];
}

async function first(source: Source, name: string, limit: number, tooLong: Rule): Promise<Uint8Array<ArrayBuffer>> {
  const header = await nextHeader(source);
  if (header?.name !== name) throw new Refusal('first-members');
  if (header.size > limit) throw new Refusal(tooLong);
  return await nextData(source, header.size);
}

async function checkSender([member]: Member[], bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  if (member?.size !== bytes.length) throw new Refusal('member-size');
  if (member.sha256 !== (await sumOf(bytes))) throw new Refusal('member-hash');
}

/** Every byte of SHA256SUMS follows from the manifest, so its hash can be asked for before it is read. */
async function checkSums(manifest: Manifest): Promise<void> {
  const sums = new TextEncoder().encode(sumsOf(manifest));
  const member = manifest.members[1];
  if (member?.size !== sums.length || member.sha256 !== (await sumOf(sums))) throw new Refusal('sums-differ');
}

async function nextMember(source: Source, members: Member[], at: number, member: Member): Promise<Uint8Array<ArrayBuffer>> {
  const header = await nextHeader(source);
  if (!header) throw new Refusal('member-missing');
  if (header.name !== member.name) throw misplaced(header, members, at);
  if (header.size !== member.size) throw new Refusal('member-size');
  const bytes = await nextData(source, member.size);
  if ((await sumOf(bytes)) !== member.sha256) throw new Refusal('member-hash');
  return bytes;
}

async function nextPadding(source: Source, members: Member[]): Promise<number> {
  const bare = source.at + 3 * BLOCK;
  const header = await nextHeader(source);
  if (!header) throw new Refusal('padding-missing');
  if (header.name !== PADDING) throw misplaced(header, members, members.length);
  const { size } = header;
  if (size !== padme(bare) - bare) throw new Refusal('padding-size');
  const isZero = await source.isZero(size);
  if (!(await source.isZero(blocks(size) - size))) throw new Refusal('member-fill');
  if (!isZero) throw new Refusal('padding-not-zero');
  return size;
}

/** What to call a member that is not the one at `at`. */
function misplaced({ name }: Header, members: Member[], at: number): Refusal {
  const listed = members.findIndex((member) => member.name === name);
  if (listed >= 0) return new Refusal(listed < at ? 'member-repeated' : 'member-order');
  if (name === PADDING) return new Refusal('member-missing');
  return new Refusal(name === MANIFEST || name === SIGNATURE ? 'member-repeated' : 'member-extra');
}
