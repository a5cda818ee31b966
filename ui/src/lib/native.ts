// What a text field can take back by itself.

/** How long the web view may take to say that it took something back, in milliseconds. */
const TELLS_WITHIN = 40;

/**
 * Lets the web view undo or redo in the text field of this form that has the focus. True when something of the form
 * changed by it. Asked for by name, because the web view's own keys go by the letter and miss other layouts.
 */
export async function takeBackTyping(form: HTMLElement, way: 'undo' | 'redo'): Promise<boolean> {
  let happened = false;
  const hear = () => (happened = true);
  form.addEventListener('input', hear, true);
  // Deprecated without a successor: nothing else reaches the field's own history.
  document.execCommand(way);
  if (!happened) await new Promise((done) => setTimeout(done, TELLS_WITHIN));
  form.removeEventListener('input', hear, true);
  return happened;
}
