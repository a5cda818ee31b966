import type { CasePage } from '../generated/CasePage';
import type { Candidate } from './form';

/** What a link to anything is hardly meant for: who somebody is stands apart, and a consent or a task proves nothing. */
const APART = ['person_identity', 'consent', 'task'];

/** The records of a case that a link of this kind can lead to (`*`: any). People are listed with the case's own. */
export function candidatesFor(target: string, page: CasePage): Candidate[] {
  const found = new Map<string, string>();
  for (const record of page.records) {
    if (target === '*' ? APART.includes(record.kind) : record.kind !== target) continue;
    const label = record.title || record.kind_label;
    found.set(record.id, target === '*' ? `${record.kind_label} · ${label}` : label);
  }
  if (target === 'person') {
    for (const person of page.people) found.set(person.id, [person.code, ...person.roles].join(' · '));
  }
  return [...found].map(([id, label]) => ({ id, label }));
}
