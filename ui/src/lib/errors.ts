// From a failure's code to its words. A code without a line here does not compile.
import type { ErrorCode } from '../generated/ErrorCode';
import type { Failure } from '../generated/Failure';
import { t } from './words.svelte';

const key: Record<ErrorCode, string> = {
  'no-vault': 'error-no-vault',
  'vault-exists': 'error-vault-exists',
  'folder-not-empty': 'error-folder-not-empty',
  locked: 'error-locked',
  'wrong-secret': 'error-wrong-secret',
  'weak-passphrase': 'error-weak-passphrase',
  'bad-recovery-code': 'error-bad-recovery-code',
  'newer-vault': 'error-newer-vault',
  'vault-in-use': 'error-vault-in-use',
  'key-damaged': 'error-key-damaged',
  'vault-damaged': 'error-vault-damaged',
  'disk-full': 'error-disk-full',
  'read-only': 'error-read-only',
  'file-unreadable': 'error-file-unreadable',
  'file-unwritable': 'error-file-unwritable',
  'file-exists': 'error-file-exists',
  'no-such-filter': 'error-no-such-filter',
  'no-such-unit': 'error-no-such-unit',
  'not-of-this-unit': 'error-not-of-this-unit',
  'bad-period': 'error-bad-period',
  'not-a-table': 'error-not-a-table',
  'not-for-partners': 'error-not-for-partners',
  'numbers-altered': 'error-numbers-altered',
  'numbers-twice': 'error-numbers-twice',
  'numbers-older': 'error-numbers-older',
  'other-question': 'error-other-question',
  'other-period': 'error-other-period',
  'other-rules': 'error-other-rules',
  'table-too-large': 'error-table-too-large',
  'no-such-value': 'error-no-such-value',
  'no-such-kept-filter': 'error-no-such-kept-filter',
  'no-such-proposal': 'error-no-such-proposal',
  'no-event-to-link': 'error-no-event-to-link',
  'no-such-case': 'error-no-such-case',
  'no-such-record': 'error-no-such-record',
  'no-such-contact': 'error-no-such-contact',
  'no-such-vocabulary': 'error-no-such-vocabulary',
  'vocabulary-closed': 'error-vocabulary-closed',
  'bad-record': 'error-bad-record',
  'bad-import': 'error-bad-import',
  'evidence-damaged': 'error-evidence-damaged',
  'evidence-absent': 'error-evidence-absent',
  'bad-card': 'error-bad-card',
  'contact-key-changed': 'error-contact-key-changed',
  'bad-recipient': 'error-bad-recipient',
  'not-a-bundle': 'error-not-a-bundle',
  'bundle-not-for-me': 'error-bundle-not-for-me',
  'bundle-damaged': 'error-bundle-damaged',
  'bundle-refused': 'error-bundle-refused',
  'cannot-seal': 'error-cannot-seal',
  'too-many-at-once': 'error-too-many-at-once',
  'newer-bundle': 'error-newer-bundle',
  'unknown-sender': 'error-unknown-sender',
  'bundle-forked': 'error-bundle-forked',
  'not-compared': 'error-not-compared',
  'fingerprint-differs': 'error-fingerprint-differs',
  'consent-missing': 'error-consent-missing',
  'nothing-to-send': 'error-nothing-to-send',
  'page-too-large': 'error-page-too-large',
  'not-from-them': 'error-not-from-them',
  'bundle-needs-passphrase': 'error-bundle-needs-passphrase',
  'bundle-needs-key': 'error-bundle-needs-key',
  'wrong-bundle-passphrase': 'error-wrong-bundle-passphrase',
  'bundle-undone': 'error-bundle-undone',
  'no-such-conflict': 'error-no-such-conflict',
  'no-such-bundle': 'error-no-such-bundle',
  'no-such-merge': 'error-no-such-merge',
  'last-slot': 'error-last-slot',
  'no-free-slot': 'error-no-free-slot',
  'no-such-slot': 'error-no-such-slot',
  'bad-share': 'error-bad-share',
  'shares-mixed': 'error-shares-mixed',
  'no-such-revision': 'error-no-such-revision',
  'nothing-to-undo': 'error-nothing-to-undo',
  'nothing-to-redo': 'error-nothing-to-redo',
  'not-in-trash': 'error-not-in-trash',
  'no-backup': 'error-no-backup',
  'backup-of-another': 'error-backup-of-another',
  'backup-damaged': 'error-backup-damaged',
  'backup-unfinished': 'error-backup-unfinished',
  'backup-before-rekey': 'error-backup-before-rekey',
  'newer-backup': 'error-newer-backup',
  'not-empty': 'error-not-empty',
  'practice-here': 'error-practice-here',
  'no-practice': 'error-no-practice',
  'bad-template': 'error-bad-template',
  'practice-mixed': 'error-practice-mixed',
  'one-case-only': 'error-one-case-only',
  'nobody-to-tell': 'error-nobody-to-tell',
  'no-such-format': 'error-no-such-format',
  'no-table': 'error-no-table',
  'cannot-print': 'error-cannot-print',
  'no-template': 'error-no-template',
  'place-inside-vault': 'error-place-inside-vault',
  cancelled: 'error-cancelled',
  wiping: 'error-wiping',
  system: 'error-system',
};

/** The sentence for a failure. */
export function inWords(failure: Failure): string {
  return t(key[failure.code], { about: failure.about });
}

/** Whatever was thrown, as a failure. What is not one of ours says nothing about a case, so its text is dropped. */
export function asFailure(thrown: unknown): Failure {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && isCode(thrown.code)) {
    const about = 'about' in thrown && typeof thrown.about === 'string' ? thrown.about : '';
    return { code: thrown.code, about };
  }
  return { code: 'system', about: '' };
}

function isCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(key, code);
}
