import type { Spot } from '../lib/place';

/** A form that is open: a record to edit, or a kind to add. */
export interface OpenForm {
  kind: string | null;
  id: string | null;
  /** What is known already about a record to add. */
  body?: Record<string, unknown>;
  /** Where in it somebody was when it was closed. */
  spot?: Spot | null;
  /** Hears the id of the record once it was made. */
  onmade?: (id: string) => void;
}

/** A record that a link can lead to. */
export interface Candidate {
  id: string;
  label: string;
}
