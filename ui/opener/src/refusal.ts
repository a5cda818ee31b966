/**
 * Every reason for which this page shows nothing: the rules of docs/formats/bundle.md by their published names, and what
 * can go wrong before the tar begins. A name never changes its meaning.
 */

/** The table at the end of docs/formats/bundle.md, in its order. */
export const rules = [
  'cut-short',
  'trailing-bytes',
  'end-missing',
  'header-checksum',
  'header-magic',
  'header-type',
  'header-name',
  'header-mode',
  'header-owner',
  'header-size',
  'header-time',
  'header-link',
  'header-device',
  'header-prefix',
  'header-rest',
  'member-fill',
  'first-members',
  'manifest-too-long',
  'signature-too-long',
  'sender-too-long',
  'sender-form',
  'signature-form',
  'signature-legacy',
  'signature-key',
  'signature-wrong',
  'manifest-syntax',
  'manifest-depth',
  'manifest-twice',
  'manifest-values',
  'manifest-format',
  'manifest-newer',
  'manifest-shape',
  'signature-comment',
  'sender-differs',
  'label-form',
  'text-form',
  'purpose-form',
  'cases-too-many',
  'case-twice',
  'case-sequence',
  'kind-receipts',
  'kind-cases',
  'kind-contacts',
  'kind-records',
  'kind-history',
  'override-empty',
  'list-too-long',
  'ending-twice',
  'receipt-twice',
  'contact-twice',
  'too-many-entries',
  'member-name',
  'member-twice',
  'members-order',
  'members-fixed',
  'member-item',
  'member-too-large',
  'record-file-too-long',
  'records-too-long',
  'tar-too-large',
  'totals-differ',
  'member-missing',
  'member-extra',
  'member-repeated',
  'member-order',
  'member-size',
  'member-hash',
  'sums-differ',
  'padding-missing',
  'padding-size',
  'padding-not-zero',
  'record-lines',
  'record-too-long',
  'record-syntax',
  'record-depth',
  'record-twice-field',
  'record-values',
  'record-shape',
  'record-label',
  'record-edits',
  'record-field-name',
  'record-code',
  'record-twice',
  'history-record',
  'record-case',
  'file-without-record',
  'evidence-root',
] as const;

/** The layer around the tar: the page itself, and the age file in it. */
export const sealFaults = [
  'not-sealed', // nothing sealed in this page, or not an age file
  'damaged', // altered or cut short
  'header-too-long', // no end of the age header within 64 KiB
  'too-many-stanzas', // more than 32 recipients
  'unknown-stanza', // sealed to a kind of key that is not known here
  'other-lock', // sealed with a passphrase where a key is asked for, or the other way round
  'work-factor', // a passphrase made so costly to try that the browser would stand still
  'key-form', // what was typed is no secret key
  'wrong-key', // sealed to other keys; a damaged recipient looks the same
  'wrong-passphrase',
  'no-memory', // the browser could not hold it
] as const;

export type Rule = (typeof rules)[number];
export type SealFault = (typeof sealFaults)[number];

/** Why nothing is shown. Carries a name and nothing that a person wrote. */
export class Refusal extends Error {
  constructor(readonly rule: Rule | SealFault) {
    super(rule);
    this.name = 'Refusal';
  }
}
