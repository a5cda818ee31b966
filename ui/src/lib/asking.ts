// What is asked of the numbers, changed one choice at a time. Nothing here knows a unit or a dimension: what goes with what stands in
// the catalogue that the program hands over.
import type { StatsCatalogue } from '../generated/StatsCatalogue';
import type { StatsDimension } from '../generated/StatsDimension';
import type { StatsRequest } from '../generated/StatsRequest';

interface Offer {
  label?: string;
  options: { value: string; label: string }[];
}

/** What a unit can be counted by. */
export function fitting(catalogue: StatsCatalogue, unit: string): StatsDimension[] {
  return catalogue.dimensions.filter((one) => one.units.includes(unit));
}

/** The same to choose from, by the kind of record, and nothing at the top. */
export function offers(catalogue: StatsCatalogue, unit: string, nothing: string, without: string | null = null): Offer[] {
  const all = fitting(catalogue, unit).filter((one) => one.name !== without);
  const groups = [...new Set(all.map((one) => one.group))];
  const of = (group: string) => all.filter((one) => one.group === group).map(({ name, label }) => ({ value: name, label }));
  return [{ options: [{ value: '', label: nothing }] }, ...groups.map((group) => ({ ...(group ? { label: group } : {}), options: of(group) }))];
}

/** Another unit: what says nothing of it is dropped. */
export function byUnit(catalogue: StatsCatalogue, asked: StatsRequest, unit: string): StatsRequest {
  const names = fitting(catalogue, unit).map((one) => one.name);
  const kept = (name: string | null) => (name !== null && names.includes(name) ? name : null);
  const [rows, columns] = [kept(asked.rows), kept(asked.columns)];
  return { ...asked, unit, rows: rows ?? columns, columns: rows === null ? null : columns, filters: asked.filters.filter((one) => names.includes(one.field)) };
}

/** Another dimension down the side: the one across goes when it is the same, or when nothing stands down the side. */
export function byRows(asked: StatsRequest, rows: string): StatsRequest {
  return { ...asked, rows: rows || null, columns: rows && asked.columns !== rows ? asked.columns : null };
}

/** Another one across. */
export function byColumns(asked: StatsRequest, columns: string): StatsRequest {
  return { ...asked, columns: columns || null };
}

/** Whether a ready question is what is asked now, in whatever period. */
export function isAsked(asked: StatsRequest | null, ready: StatsRequest): boolean {
  const shape = (one: StatsRequest) => JSON.stringify([one.unit, one.rows, one.columns, one.filters]);
  return asked !== null && shape(asked) === shape(ready);
}
