import { describe, expect, it } from 'vitest';
import type { FieldView } from '../src/generated/FieldView';
import type { IntakeQuestion } from '../src/generated/IntakeQuestion';
import { bodyOf, fieldOf, insteadOf, isAnswered, questionOf, rowAfter, rowsOf, withRow, withoutRow } from '../src/lib/talk';

const question = (id: string, repeats: boolean): IntakeQuestion => ({ number: 1, id, text: '', hint: '', repeats, row: '', parts: [] });
const people = question('people', true);
const when = question('when', false);
const part: FieldView = { name: 'code', label: '', hint: '', kind: 'text', target: '', options: [], required: false, either: false, machine_made: true, group: 'main', group_label: '', privacy: 'B' };

describe('a first talk', () => {
  it('keeps a row in its place when the one before it is emptied, and nothing when all are', () => {
    const two = withRow(people, [{ code: 'P-1' }, { code: 'P-2' }], 0, {});
    expect(two).toEqual([{}, { code: 'P-2' }]);
    expect(withoutRow(people, two, 0)).toEqual([{ code: 'P-2' }]);
    expect(withRow(people, [{ code: 'P-1' }], 0, {})).toBeUndefined();
    expect(withRow(when, undefined, 0, { date: 'вчера' })).toEqual({ date: 'вчера' });
    expect(withRow(when, { date: 'вчера' }, 0, {})).toBeUndefined();
  });

  it('tells an answer to all of a question from its parts and from a skip', () => {
    expect([insteadOf('declined'), insteadOf('perhaps'), insteadOf({ date: 'declined' })]).toEqual(['declined', null, null]);
    expect([isAnswered('not_asked'), isAnswered(undefined), isAnswered([{}]), isAnswered([{}, { code: 'P-1' }])]).toEqual([true, false, false, true]);
    expect(rowsOf('declined')).toEqual([{}]);
  });

  it('gives every control a name of its own and takes its answer back under the name of its part', () => {
    const row = { code: 'P-1', answers: { used_name: 'declined' } };
    expect(fieldOf('people', 1, part).name).toBe('people.1.code');
    expect(bodyOf('people', 1, row)).toEqual({ 'people.1.code': 'P-1', answers: { 'people.1.used_name': 'declined' } });
    expect(rowAfter(row, 'people.1.code', undefined)).toEqual({ answers: { used_name: 'declined' } });
    expect(rowAfter(row, 'answers', undefined)).toEqual({ code: 'P-1' });
    expect(rowAfter({}, 'answers', { 'people.1.code': 'unknown' })).toEqual({ answers: { code: 'unknown' } });
    expect(questionOf('people.1.code')).toBe('people');
  });
});
