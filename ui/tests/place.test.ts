import { afterEach, describe, expect, it } from 'vitest';
import { goTo, spotOf } from '../src/lib/place';

const form = () => {
  document.body.innerHTML = `<form>
    <div data-field="title"><input type="text" data-testid="field-title" value="a short name"></div>
    <details><summary></summary>
      <div data-field="told"><textarea data-testid="field-told">first</textarea><textarea data-testid="field-told-1">second text</textarea></div>
      <div data-field="roles"><fieldset data-testid="field-roles"><input type="checkbox"></fieldset></div>
    </details></form>`;
  return document.body.firstElementChild as HTMLElement;
};
const control = (id: string) => document.querySelector(`[data-testid="${id}"]`) as HTMLTextAreaElement;

describe('the place in a form', () => {
  afterEach(() => (document.body.innerHTML = ''));
  Element.prototype.scrollIntoView = () => undefined;

  it('is found again: field, text of the field and cursor', () => {
    const node = form();
    for (const [id, cursor] of [['field-title', 3], ['field-told', 0], ['field-told-1', 11]] as const) {
      control(id).focus();
      control(id).setSelectionRange(cursor, cursor);
      const spot = spotOf(document.activeElement);
      control('field-title').blur();
      expect(goTo(node, spot ?? { field: '', cursor: null })).toBe(true);
      expect((document.activeElement as HTMLElement).dataset['testid']).toBe(id);
      expect(control(id).selectionStart).toBe(cursor);
    }
  });

  it('opens the part of the form it is in', () => {
    const node = form();
    goTo(node, { field: 'told', cursor: 2 });
    expect(node.querySelector('details')?.open).toBe(true);
  });

  it('has no cursor in what takes no text, and is near when the cursor lies beyond the text', () => {
    const node = form();
    goTo(node, { field: 'roles', cursor: null });
    expect(spotOf(document.activeElement)).toEqual({ field: 'roles', cursor: null });
    goTo(node, { field: 'title', cursor: 99 });
    expect(control('field-title').selectionStart).toBe(12);
  });

  it('is nowhere for a field that is not in this form', () => {
    expect(goTo(form(), { field: 'gone', cursor: 1 })).toBe(false);
    expect(spotOf(document.body)).toBeNull();
  });
});
