import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DateReading } from '../src/generated/DateReading';

const invoke = vi.hoisted(() => vi.fn());
vi.mock('@tauri-apps/api/core', () => ({ invoke }));
const { default: DateInput } = await import('../src/parts/DateInput.svelte');
const { language } = await import('../src/lib/words.svelte');

const reading = (more: Partial<DateReading>): DateReading => ({ written: '', words: '', is_counted: false, proposal: '', proposed: '', ...more });
/** An answer that comes when it is told to. */
function held() {
  let resolve: (one: DateReading) => void = () => undefined;
  const promise = new Promise<DateReading>((done) => (resolve = done));
  return { promise, resolve };
}
const spring = reading({ words: '1 марта – 31 мая 2024', is_counted: true });

describe('a date', () => {
  const onchange = vi.fn();
  let shown: Record<string, unknown> | undefined;
  const show = async (value: unknown) => {
    shown = mount(DateInput, { target: document.body, props: { label: 'Когда', value, testid: 'date', onchange } });
    await vi.waitFor(() => flushSync());
  };
  const find = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
  const input = () => find('date') as HTMLInputElement;
  const said = () => find('date-reading')?.textContent ?? '';
  const type = (text: string) => {
    input().value = text;
    input().dispatchEvent(new Event('input', { bubbles: true }));
  };
  const answer = (one: DateReading) => invoke.mockResolvedValue(one);

  beforeEach(() => {
    language.current = 'ru';
    onchange.mockReset();
    invoke.mockReset();
    answer(reading({}));
  });
  afterEach(() => (shown && void unmount(shown), (document.body.innerHTML = '')));

  it('is stored as it is typed and shows what will be counted', async () => {
    await show(undefined);
    answer(spring);
    type('весна 2024');
    expect(onchange).toHaveBeenLastCalledWith('весна 2024');
    await vi.waitFor(() => expect(said()).toBe('= 1 марта – 31 мая 2024'));
    expect(invoke).toHaveBeenLastCalledWith('read_date', { value: 'весна 2024', lang: 'ru' });
    type('  ');
    expect(onchange).toHaveBeenLastCalledWith(undefined);
    await vi.waitFor(() => expect(said()).toBe(''));
  });

  it('says of words it does not understand that they are kept as told', async () => {
    await show(undefined);
    type('когда снег сошёл');
    await vi.waitFor(() => expect(said()).toBe('Сохранится так, как рассказано, но датой не считается. Датой были бы «апрель 2025», «весна 2025», «около апреля 2025».'));
    expect(find('date-proposal')).toBeNull();
  });

  it('shows no answer to what was typed before', async () => {
    await show(undefined);
    const late = held();
    invoke.mockReturnValueOnce(late.promise);
    type('весна');
    answer(spring);
    type('весна 2024');
    await vi.waitFor(() => expect(said()).toContain('31 мая'));
    late.resolve(reading({}));
    await late.promise;
    flushSync();
    expect(said()).toContain('31 мая');
  });

  it('shows a stored date as the program writes it, unless somebody has begun to type', async () => {
    const stored = { from: '2024-03-01', to: '2024-05-31', precision: 'between' };
    answer({ ...spring, written: 'весна 2024' });
    await show(stored);
    await vi.waitFor(() => expect(input().value).toBe('весна 2024'));
    expect(onchange).not.toHaveBeenCalled();
    if (shown) await unmount(shown);
    const slow = held();
    invoke.mockReturnValueOnce(slow.promise);
    shown = mount(DateInput, { target: document.body, props: { label: 'Когда', value: stored, testid: 'date', onchange } });
    flushSync();
    type('2023');
    slow.resolve({ ...spring, written: 'весна 2024' });
    await slow.promise;
    flushSync();
    expect(input().value).toBe('2023');
  });

  it('takes a year that nobody named only by a yes', async () => {
    await show(undefined);
    answer(reading({ proposal: 'до 5 марта 2026 («до 5 марта»)', proposed: 'до 5 марта 2026' }));
    type('до 5 марта');
    await vi.waitFor(() => expect(find('date-proposal')?.textContent).toContain('до 5 марта 2026'));
    expect(onchange).toHaveBeenLastCalledWith('до 5 марта');
    answer(spring);
    find('date-proposal')?.click();
    expect(onchange).toHaveBeenLastCalledWith('до 5 марта 2026 («до 5 марта»)');
    await vi.waitFor(() => expect(find('date-proposal')).toBeNull());
    expect(document.activeElement).toBe(input());
  });

  it('is read again in the language it is switched to', async () => {
    await show(undefined);
    answer(spring);
    type('весна 2024');
    await vi.waitFor(() => expect(said()).toContain('мая'));
    answer(reading({ words: '1 March – 31 May 2024', is_counted: true }));
    language.current = 'en';
    await vi.waitFor(() => expect(said()).toBe('= 1 March – 31 May 2024'));
    expect(input().value).toBe('весна 2024');
  });
});
