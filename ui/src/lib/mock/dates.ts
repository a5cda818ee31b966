// Dates as the program would read them, for development: looked up in the list of forms that its own test reads. No parser.
import type { DateReading } from '../../generated/DateReading';
import forms from '../../../../crates/domain/dates/forms.txt?raw';

const known = new Map(
  forms
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => line.split(' | '))
    .map(([words = '', from = '', to = '']) => [words.toLowerCase(), [from, to].filter((day) => day !== '-').join(' – ')]),
);

export function readIn(value: unknown): DateReading {
  const stored = value as { from?: string; to?: string; as_told?: string } | string;
  const written = typeof stored === 'string' ? stored : (stored.as_told ?? [stored.from, stored.to].join(' – '));
  const words = known.get(written.trim().toLowerCase()) ?? '';
  const yearless = /^(?:до )?5 марта$/u.test(written) ? `${written} 2026` : '';
  return { written, words, is_counted: words !== '', proposal: yearless && `${yearless} («${written}»)`, proposed: yearless };
}
