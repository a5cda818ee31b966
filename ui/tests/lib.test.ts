import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pieces } from '../src/lib/hit';
import { makeHold } from '../src/lib/hold';
import { shortcut } from '../src/lib/keys';
import { isLongEnough, lengthOf, tidyCode } from '../src/lib/passphrase';
import { lastScript } from '../src/lib/script';
import { codedFrom, codedOf, keyOf, passages, passagesOf } from '../src/lib/values';

describe('a hold', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());
  const begin = () => {
    const seen: number[] = [];
    const done = vi.fn();
    return { seen, done, hold: makeHold(2000, () => Date.now(), (part) => seen.push(part), done) };
  };

  it('counts only after the full time, and once', () => {
    const { hold, done, seen } = begin();
    hold.press();
    hold.press();
    vi.advanceTimersByTime(1900);
    expect(done).not.toHaveBeenCalled();
    vi.advanceTimersByTime(200);
    expect(done).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(5000);
    expect(done).toHaveBeenCalledTimes(1);
    expect(seen.at(-1)).toBe(0);
  });

  it('does nothing when it is let go early, and begins anew', () => {
    const { hold, done, seen } = begin();
    hold.press();
    vi.advanceTimersByTime(1500);
    hold.release();
    expect(seen.at(-1)).toBe(0);
    hold.press();
    vi.advanceTimersByTime(1500);
    hold.release();
    expect(done).not.toHaveBeenCalled();
  });
});

describe('shortcuts', () => {
  const press = (code: string, more = {}) => shortcut({ code, ctrlKey: true, metaKey: false, altKey: false, shiftKey: false, ...more });

  it('go by the place of the key, whatever letter the layout puts there', () => {
    expect(press('KeyF')).toBe('search');
    expect(press('KeyK')).toBe('search');
    expect(press('KeyL')).toBe('lock');
  });

  it('undo and redo by either of their chords', () => {
    expect(press('KeyZ')).toBe('undo');
    expect(press('KeyZ', { shiftKey: true })).toBe('redo');
    expect(press('KeyY')).toBe('redo');
  });

  it('need Ctrl and no Alt', () => {
    expect(press('KeyL', { ctrlKey: false })).toBeNull();
    expect(press('KeyL', { altKey: true })).toBeNull();
    expect(press('KeyQ')).toBeNull();
  });
});

describe('a passphrase', () => {
  it('is measured in characters as a person counts them', () => {
    expect(lengthOf('қоңыр')).toBe(5);
    expect(isLongEnough('бір екі үш төрт бес')).toBe(false);
    expect(isLongEnough('бір екі үш төрт бес алты')).toBe(true);
  });

  it('says which keyboard the last letter came from', () => {
    expect(lastScript('abc')).toBe('latin');
    expect(lastScript('abc д')).toBe('cyrillic');
    expect(lastScript('дә ')).toBe('kazakh');
    expect(lastScript('д1')).toBe('digit');
    expect(lastScript(' …')).toBeNull();
  });

  it('takes a recovery code however it was written down', () => {
    expect(tidyCode(' 1. Адыр\n2. балта,  Ғимарат ')).toBe('адыр балта ғимарат');
  });
});

describe('a search hit', () => {
  it('is split at its markers', () => {
    expect(pieces('a \uE000b\uE001 c')).toEqual([
      { text: 'a ', hit: false },
      { text: 'b', hit: true },
      { text: ' c', hit: false },
    ]);
  });

  it('loses no text when a marker is missing', () => {
    expect(pieces('a \uE000b').map((piece) => piece.text).join('')).toBe('a b');
    expect(pieces('a\uE001b').map((piece) => piece.text).join('')).toBe('ab');
  });
});

describe('values', () => {
  it('reads passages of every shape and writes only those that say something', () => {
    expect(passagesOf(['a', { text: 'b', lang: 'kk' }, 7])).toEqual([{ text: 'a' }, { text: 'b', lang: 'kk' }]);
    expect(passages([{ text: '  ' }])).toBeUndefined();
  });

  it('keeps words of one’s own among the codes', () => {
    expect(codedOf(['beating', { other: 'x' }, 3])).toEqual(['beating', { other: 'x' }]);
    expect(codedOf([{ term: 'id-1' }, { term: 3 }])).toEqual([{ term: 'id-1' }]);
    for (const coded of ['beating', { term: 'id-1' }]) expect(codedFrom(keyOf(coded))).toEqual(coded);
    expect(keyOf({ other: 'x' })).toBe('');
  });
});
