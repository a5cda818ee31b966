import type { SlotUse } from '../generated/SlotUse';
import type { SlotView } from '../generated/SlotView';
import type { IconName } from '../components/icons';

/** How a way in is drawn. */
export const wayIcon: Record<SlotUse, IconName> = {
  passphrase: 'quote',
  recovery: 'document',
  shares: 'people',
  unknown: 'question',
};

/** What a way in is called: what it is, and whose. */
export function nameOf(slot: Pick<SlotView, 'kind_label' | 'label'>): string {
  return slot.label ? `${slot.kind_label} · ${slot.label}` : slot.kind_label;
}
