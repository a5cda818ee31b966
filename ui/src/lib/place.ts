// Where somebody is in a form: the field and the place of the cursor in it. Read before a lock, found again after it.
//
// A field's control carries `field-<name>` as its test id; a second text of the same field carries `field-<name>-1`.

/** A field and where the cursor stands in it, in UTF-16 units; null for what has no cursor. */
export interface Spot {
  field: string;
  cursor: number | null;
}

const MARK = 'field-';

/** Whether this takes text, so that its own undo comes first. */
export function takesText(node: unknown): node is HTMLInputElement | HTMLTextAreaElement {
  return node instanceof HTMLTextAreaElement || (node instanceof HTMLInputElement && node.type === 'text');
}

/** The spot of a node inside a form; null when it is in no field. */
export function spotOf(node: unknown): Spot | null {
  if (!(node instanceof HTMLElement)) return null;
  const name = node.closest<HTMLElement>(`[data-testid^="${MARK}"]`)?.dataset['testid'] ?? '';
  const field = name.slice(MARK.length) || node.closest<HTMLElement>('[data-field]')?.dataset['field'];
  return field ? { field, cursor: takesText(node) ? node.selectionStart : null } : null;
}

/** Puts the focus and the cursor on a spot of a form, or as near as it can. False when there is no such field. */
export function goTo(form: HTMLElement, { field, cursor }: Spot): boolean {
  const all = [...form.querySelectorAll<HTMLElement>(`[data-testid^="${MARK}"], [data-field]`)];
  const node =
    all.find((one) => one.dataset['testid'] === MARK + field) ??
    all.find((one) => one.dataset['field'] === field.replace(/-.*$/u, ''));
  const control = node?.matches('input, textarea, select') ? node : node?.querySelector<HTMLElement>('input, textarea, select');
  if (!control) return false;
  control.closest('details')?.setAttribute('open', '');
  control.focus();
  control.scrollIntoView({ block: 'center' });
  if (takesText(control)) {
    const at = Math.min(cursor ?? control.value.length, control.value.length);
    control.setSelectionRange(at, at);
  }
  return true;
}
