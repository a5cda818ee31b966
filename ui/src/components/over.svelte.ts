// Dialogs lie over the work and leave Lock and Emergency reachable: what lies under them is made inert instead.
let count = $state(0);

/** Whether a dialog is open, so that what lies under it must not be reached. */
export const over = {
  get covered(): boolean {
    return count > 0;
  },
};

/** Moves a dialog into the place that lies over the work, for as long as it is mounted. */
export function layOver(node: HTMLElement): () => void {
  const before = document.activeElement;
  document.getElementById('over')?.append(node);
  count += 1;
  const first = node.querySelector<HTMLElement>('[data-first], input:not([type=hidden]), textarea, select');
  (first ?? node.querySelector<HTMLElement>('button'))?.focus();
  return () => {
    count -= 1;
    node.remove();
    if (before instanceof HTMLElement) setTimeout(() => before.isConnected && before.focus());
  };
}
