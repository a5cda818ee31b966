// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { difference } from '../src/lib/difference';
import { Steps, same } from '../src/lib/steps';

describe('the steps of a form', () => {
  it('are one for a burst of changes to one field', () => {
    const steps = new Steps();
    steps.note('title', undefined, 'a', 0);
    steps.note('title', 'a', 'ab', 300);
    steps.note('title', 'ab', 'abc', 600);
    expect(steps.undo({ title: 'abc' })).toEqual({ body: {}, field: 'title' });
    expect(steps.canUndo).toBe(false);
    expect(steps.redo({})).toEqual({ body: { title: 'abc' }, field: 'title' });
  });

  it('are several after a pause, for another field, and for whoever types on without a pause', () => {
    const steps = new Steps();
    steps.note('title', undefined, 'a', 0);
    steps.note('title', 'a', 'ab', 2000);
    steps.note('place', undefined, 'x', 2100);
    let body: Record<string, unknown> = { title: 'ab', place: 'x' };
    for (const left of [{ title: 'ab' }, { title: 'a' }, {}]) {
      body = steps.undo(body)?.body ?? body;
      expect(body).toEqual(left);
    }
    const long = new Steps();
    for (let at = 0; at < 20_000; at += 100) long.note('told', at, at + 100, at);
    expect(long.undo({ told: 20_000 })?.body['told']).toBeGreaterThan(15_000);
  });

  it('agree with what a text field takes back by itself', () => {
    const steps = new Steps();
    steps.note('title', 'a', 'ab', 0);
    steps.note('title', 'ab', 'abc', 5000);
    // The field's own undo arrives as a change back.
    steps.note('title', 'abc', 'ab', 6000);
    expect(steps.canRedo).toBe(true);
    // And its own redo as a change forth.
    steps.note('title', 'ab', 'abc', 7000);
    expect(steps.canRedo).toBe(false);
    expect(steps.undo({ title: 'abc' })?.body).toEqual({ title: 'ab' });
    expect(steps.undo({ title: 'ab' })?.body).toEqual({ title: 'a' });
    expect(steps.undo({ title: 'a' })).toBeNull();
  });

  it('stay as they are while a text field takes its typing back letter by letter', () => {
    const steps = new Steps();
    steps.note('place', undefined, 'x', 0);
    steps.note('title', 'a', 'abc', 5000);
    steps.undo({ title: 'abc', place: 'x' });
    steps.note('title', 'a', 'abc', 6000);
    steps.note('title', 'abc', 'ab', 7000, true);
    steps.note('title', 'ab', 'a', 8000, true);
    expect(steps.canRedo).toBe(true);
    expect(steps.undo({ title: 'a', place: 'x' })?.field).toBe('place');
  });

  it('forget what was undone once something else is typed', () => {
    const steps = new Steps();
    steps.note('title', 'a', 'b', 0);
    steps.undo({ title: 'b' });
    steps.note('title', 'a', 'c', 100);
    expect(steps.canRedo).toBe(false);
    expect(steps.undo({ title: 'c' })?.body).toEqual({ title: 'a' });
  });

  it('touch nothing but their field', () => {
    const steps = new Steps();
    steps.note('title', undefined, 'a', 0);
    expect(steps.undo({ title: 'a', from_elsewhere: 1 })?.body).toEqual({ from_elsewhere: 1 });
  });

  it('tell values apart by what they say, not by the order of their parts', () => {
    expect(same([{ text: 'a', lang: 'kk' }], [{ lang: 'kk', text: 'a' }])).toBe(true);
    expect(same([{ text: 'a' }], [{ text: 'b' }])).toBe(false);
    expect(same(undefined, undefined)).toBe(true);
  });
});

describe('the difference of two texts', () => {
  const marked = (before: string, after: string) => {
    const write = (runs: { text: string; changed: boolean }[]) => runs.map((run) => (run.changed ? `[${run.text}]` : run.text)).join('');
    const runs = difference(before, after);
    return [write(runs.before), write(runs.after)];
  };

  it('marks the words that went and the words that came', () => {
    expect(marked('около пяти часов', 'больше шести часов')).toEqual(['[около пяти] часов', '[больше шести] часов']);
    expect(marked('a b c', 'a c')).toEqual(['a [b ]c', 'a c']);
    expect(marked('', 'new')).toEqual(['', '[new]']);
    expect(marked('same', 'same')).toEqual(['same', 'same']);
  });

  it('loses no letter, however long the texts are', () => {
    const one = Array.from({ length: 4000 }, (_, at) => `w${String(at)}`).join(' ');
    const other = Array.from({ length: 4000 }, (_, at) => `v${String(at)}`).join(' ');
    const { before, after } = difference(`x ${one} y`, `x ${other} y`);
    expect(before.map((run) => run.text).join('')).toBe(`x ${one} y`);
    expect(after.map((run) => run.text).join('')).toBe(`x ${other} y`);
    expect(before[0]?.changed).toBe(false);
  });
});
