import { beforeEach, describe, expect, it, vi } from 'vitest';

const invoke = vi.hoisted(() => vi.fn());
vi.mock('@tauri-apps/api/core', () => ({ invoke }));
const { Intake } = await import('../src/lib/intake.svelte');

type Body = Record<string, unknown>;
const record = (kind: string, id: string) => ({ id, kind, case: 'c', title: '', body: {}, kind_label: '' });

describe('a new case', () => {
  let events: ReturnType<typeof record>[];
  beforeEach(() => {
    events = [record('event', 'e')];
    invoke.mockReset().mockImplementation((command: string, args: { id?: string; kind?: string }) => {
      if (command === 'create_case') return Promise.resolve({ id: 'c' });
      if (command === 'show_case') return Promise.resolve({ records: events, texts: events });
      if (command === 'read_record') return Promise.resolve(record(args.id === 'c' ? 'case' : 'event', args.id ?? ''));
      return Promise.resolve({ id: 'begun', problems: [] });
    });
  });
  const saved = (id: string) => invoke.mock.calls.filter(([command, args]) => command === 'save_draft' && (args as { id: string }).id === id).map(([, args]) => (args as { body: Body }).body);

  it('hands the date on in the words it was told in', async () => {
    const intake = new Intake('ru');
    intake.when = 'до 5 марта 2023 г.';
    await intake.flush();
    expect(invoke).toHaveBeenCalledWith('create_case', { new: { title: '', told: '', when: 'до 5 марта 2023 г.', locality: '' }, lang: 'ru' });
    intake.when = 'до 6 марта 2023 г.';
    await intake.flush();
    expect(saved('e').at(-1)).toEqual({ date: 'до 6 марта 2023 г.' });
    intake.close();
  });

  it('loses nothing that is told after only a name was given', async () => {
    events = [];
    const intake = new Intake('ru');
    intake.title = 'Вызов';
    await intake.flush();
    intake.told = 'Отказали устно.';
    intake.when = 'весна 2024';
    await intake.flush();
    expect(invoke).toHaveBeenCalledWith('begin_record', expect.objectContaining({ kind: 'event', case: 'c' }));
    expect(saved('begun').at(-1)).toEqual({ date: 'весна 2024', description: [{ lang: 'ru', text: 'Отказали устно.' }] });
    intake.close();
  });
});
