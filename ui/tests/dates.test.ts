// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { canonicalDate, readDate, writtenDate } from '../src/lib/dates';

describe('dates', () => {
  it.each([
    ['2025', '2025'],
    ['09.2025', '2025-09'],
    ['8.3.2026', '2026-03-08'],
    ['28/09/2025', '2025-09-28'],
    ['2025-09-28', '2025-09-28'],
    ['до 28.09.2025', 'before 2025-09-28'],
    ['28.09.2025 дейін', 'before 2025-09-28'],
    ['28.09.2025-ке дейін', 'before 2025-09-28'],
    ['after 2024', 'after 2024'],
    ['2024 кейін', 'after 2024'],
    ['шамамен 03.2025', 'about 2025-03'],
    ['около 2025', 'about 2025'],
    ['01.09.2025 – 15.09.2025', '2025-09-01..2025-09-15'],
    ['2025-09-01..2025-09', '2025-09-01..2025-09'],
    ['28 сентября 2025', '2025-09-28'],
    ['сентябрь 2025 г.', '2025-09'],
    ['2025 жылғы 28 қыркүйек', '2025-09-28'],
    ['8 March 2026', '2026-03-08'],
    ['8 мая 2026', '2026-05-08'],
  ])('reads %s', (typed, canonical) => {
    expect(canonicalDate(typed)).toBe(canonical);
  });

  it('keeps words that are no date as they were told', () => {
    expect(readDate('весной, после Наурыза')).toEqual({ precision: 'unknown', as_told: 'весной, после Наурыза' });
    expect(readDate('через 3 дня')).toEqual({ precision: 'unknown', as_told: 'через 3 дня' });
    expect(readDate('   ')).toBeUndefined();
  });

  it.each([
    { from: '2025-09-28', to: '2025-09-28', precision: 'day' },
    { from: '2025-09-01', to: '2025-09-30', precision: 'month' },
    { from: '2025-01-01', to: '2025-12-31', precision: 'year' },
    { to: '2025-09-28', precision: 'before' },
    { from: '2025-09-28', precision: 'after' },
    { from: '2025-09-01', to: '2025-09-15', precision: 'between' },
    { from: '2025-03-01', to: '2025-03-31', precision: 'about' },
    { from: '2025-01-01', to: '2025-12-31', precision: 'about' },
  ])('writes a stored date so that it reads back: $precision $from $to', (stored) => {
    const canonical = canonicalDate(writtenDate(stored));
    const days = [stored.from, stored.to].filter((day) => day !== undefined);
    expect(canonical).not.toBeNull();
    expect(days.some((day) => canonical?.includes(day.slice(0, 4)))).toBe(true);
    if (stored.precision === 'between') expect(canonical).toBe('2025-09-01..2025-09-15');
    if (stored.precision === 'about') expect(canonical).toBe(stored.to?.endsWith('12-31') ? 'about 2025' : 'about 2025-03');
  });

  it('gives an untold date back in the words it was told in', () => {
    expect(writtenDate({ precision: 'unknown', as_told: 'зимой' })).toBe('зимой');
    expect(writtenDate(undefined)).toBe('');
  });
});
