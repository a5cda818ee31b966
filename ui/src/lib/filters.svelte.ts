// What the list is narrowed to, as long as the vault is open: whoever comes back from a case finds the list as it was.
import type { CaseSort } from '../generated/CaseSort';
import type { FieldFilter } from '../generated/FieldFilter';

/** A filter with its words. */
export interface Chip extends FieldFilter {
  told: string;
}

let chips = $state.raw<Chip[]>([]);
let sort = $state<CaseSort>('recent');

export const sorts: readonly { value: CaseSort; key: string }[] = [
  { value: 'recent', key: 'sort-recent' },
  { value: 'code', key: 'sort-code' },
  { value: 'title', key: 'sort-title' },
  { value: 'opened', key: 'sort-opened' },
  { value: 'status', key: 'sort-status' },
  { value: 'priority', key: 'sort-priority' },
  { value: 'risk', key: 'sort-risk' },
];

export const narrowing = {
  get chips(): Chip[] {
    return chips;
  },
  get sort(): CaseSort {
    return sort;
  },
  /** As the program takes it. */
  get filters(): FieldFilter[] {
    return chips.map(({ field, values }) => ({ field, values }));
  },
  sortBy(next: CaseSort): void {
    sort = next;
  },
  /** One filter for each field: the newer one counts. */
  add(chip: Chip): void {
    chips = [...chips.filter((one) => one.field !== chip.field), chip];
  },
  remove(field: string): void {
    chips = chips.filter((chip) => chip.field !== field);
  },
  use(next: Chip[], by: CaseSort): void {
    chips = next;
    sort = by;
  },
  /** The list of everything again; also when the vault is closed. */
  forget(): void {
    chips = [];
    sort = 'recent';
  },
};
