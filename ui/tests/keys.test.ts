import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ErrorCode } from '../src/generated/ErrorCode';

const answers = vi.hoisted(() => new Map<string, () => unknown>());
vi.mock('@tauri-apps/api/core', () => ({
  invoke: (command: string) => Promise.resolve().then(() => answers.get(command)?.()),
}));

import { Attempt } from '../src/lib/attempt.svelte';
import { care } from '../src/lib/care.svelte';
import { NewSecret } from '../src/lib/newsecret.svelte';
import { Retyping } from '../src/lib/retyping.svelte';
import { WORDS_OF_CARD, wordCount } from '../src/lib/passphrase';
import { language, t } from '../src/lib/words.svelte';
import { nameOf } from '../src/parts/ways';

const fail = (code: ErrorCode) => () => {
  throw { code, about: '' };
};
/** An answer that comes when the test says so. */
function later<T>(): { answer: (value: T) => void; promise: Promise<T> } {
  let answer: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => (answer = done));
  return { answer, promise };
}

beforeEach(() => {
  answers.clear();
  care.forget();
});

describe('an attempt', () => {
  it('runs one thing at a time', async () => {
    const attempt = new Attempt();
    const first = later<undefined>();
    const running = attempt.run(() => first.promise);
    expect(await attempt.run(() => Promise.resolve())).toBe(false);
    first.answer(undefined);
    expect(await running).toBe(true);
    expect(attempt.busy).toBe(false);
  });

  it('says a failure once: under its field or apart from it', async () => {
    const attempt = new Attempt();
    expect(await attempt.run(() => Promise.reject({ code: 'wrong-secret', about: '' }))).toBe(false);
    expect(attempt.of('wrong-secret')).toBeTruthy();
    expect(attempt.besides('wrong-secret')).toBeUndefined();
    expect(attempt.of('weak-passphrase')).toBeUndefined();
    expect(attempt.besides('weak-passphrase')).toBeTruthy();
    await attempt.run(() => Promise.resolve());
    expect(attempt.besides()).toBeUndefined();
  });
});

describe('a new passphrase', () => {
  it('is the offered words, typed once more in any case and spacing', async () => {
    answers.set('suggest_passphrase', () => 'якорь ветка сумрак лодка яблоня гранит пчела'.split(' '));
    const secret = new NewSecret();
    await secret.offer();
    expect(secret.isReady).toBe(false);
    secret.second = '  Якорь ветка  сумрак лодка яблоня гранит пчела ';
    expect(secret.isReady).toBe(true);
    expect(secret.text).toBe('якорь ветка сумрак лодка яблоня гранит пчела');
  });

  it('of one’s own is taken letter by letter, and long enough', () => {
    const secret = new NewSecret();
    secret.way = 'own';
    secret.first = secret.second = 'too short';
    expect(secret.isReady).toBe(false);
    secret.first = 'quiet lamp river stone maple';
    secret.second = 'Quiet lamp river stone maple';
    expect(secret.isReady).toBe(false);
    expect(secret.differs).toBe(false);
    secret.tried = true;
    expect(secret.differs).toBe(true);
    secret.second = secret.first;
    expect(secret.isReady).toBe(true);
  });

  it('is not ready when no words could be offered', async () => {
    answers.set('suggest_passphrase', fail('system'));
    const secret = new NewSecret();
    await secret.offer();
    expect(secret.isReady).toBe(false);
  });
});

describe('a code being retyped', () => {
  it('is hidden first, then compared, and a difference is said without a way around', async () => {
    const retyping = new Retyping();
    answers.set('check_recovery_code', () => false);
    expect(await retyping.goOn()).toBe(false);
    expect(retyping.hidden).toBe(true);
    expect(await retyping.goOn()).toBe(false);
    expect(retyping.differs).toBe(true);
    answers.set('check_recovery_code', () => true);
    expect(await retyping.goOn()).toBe(true);
    expect(retyping.differs).toBe(false);
  });

  it('goes nowhere when the program does not answer', async () => {
    const retyping = new Retyping();
    retyping.hidden = true;
    answers.set('check_recovery_code', fail('system'));
    expect(await retyping.goOn()).toBe(false);
    expect(retyping.attempt.besides()).toBeTruthy();
  });
});

describe('cards', () => {
  it('are counted in words of any of the three languages, whatever stands between them', () => {
    expect(wordCount('1. арал, 2. бидай\n3. көкжиек')).toBe(3);
    expect(wordCount(Array.from({ length: WORDS_OF_CARD }, () => 'anchor').join('\n'))).toBe(WORDS_OF_CARD);
    expect(wordCount(' 12 34 ')).toBe(0);
  });
});

describe('a way in', () => {
  it('is called by what it is and whose it is', () => {
    expect(nameOf({ kind_label: 'Passphrase', label: '' })).toBe('Passphrase');
    expect(nameOf({ kind_label: 'Passphrase', label: 'night shift' })).toBe('Passphrase · night shift');
  });
});

describe('large figures', () => {
  it('are grouped as in Kazakh in every web view', () => {
    language.current = 'kk';
    expect(t('care-looked-at', { n: 2310 })).toMatch(/2\s310$/u);
    language.current = 'ru';
  });
});

describe('long work on the whole storage', () => {
  const state = { when: '22 Nov. 2026', place: '/stick', changes: 0, is_due: false };

  it('runs one at a time and keeps its answer while one looks elsewhere', async () => {
    const check = later<unknown>();
    answers.set('verify_vault', () => check.promise);
    const running = care.check();
    expect(care.running).toBe('check');
    await care.rehearse();
    expect(care.rehearsed).toBeNull();
    check.answer({ whole: true, parts: [], advice: '' });
    await running;
    expect(care.running).toBeNull();
    expect(care.checked?.whole).toBe(true);
  });

  it('says its failure at its own place', async () => {
    answers.set('make_backup', fail('place-inside-vault'));
    answers.set('read_backup_state', () => state);
    await care.backUp();
    expect(care.problemOf('backup')).toBeTruthy();
    expect(care.problemOf('check')).toBe('');
    expect(care.made).toBeNull();
    expect(care.state).toEqual(state);
  });

  it('changes nothing when the dialog was closed', async () => {
    answers.set('make_backup', () => null);
    answers.set('read_backup_state', () => state);
    await care.backUp();
    expect([care.made, care.running, care.problemOf('backup')]).toEqual([null, null, '']);
  });

  it('is forgotten with a lock, also when the answer comes after it', async () => {
    const check = later<unknown>();
    answers.set('verify_vault', () => check.promise);
    const running = care.check();
    care.forget();
    check.answer({ whole: false, parts: [], advice: '' });
    await running;
    expect([care.checked, care.running]).toEqual([null, null]);
  });

  it('leaves the old state alone when it cannot be asked', async () => {
    answers.set('read_backup_state', () => state);
    await care.look();
    answers.set('read_backup_state', fail('locked'));
    await care.look();
    expect(care.state).toEqual(state);
  });
});
