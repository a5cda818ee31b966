import type { CasePage } from '../generated/CasePage';
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

/** The page of no case: for the form of a record that belongs to none and leads nowhere. */
export const nowhere: CasePage = {
  row: {
    id: '', code: '', title: '', when: '', place: '', refusals: 0, response: null, alarms: [], tags: [], verification: null, victims: [], involved: [],
    evidence: 0, changed: '', next_action: '', questions: [], is_practice: false,
  },
  timeline: [],
  tracks: [],
  deadlines: [],
  people: [],
  organisations: [],
  relations: [],
  marks: [],
  linked: [],
  sentences: [],
  texts: [],
  evidence: [],
  records: [],
  unfinished: [],
};
