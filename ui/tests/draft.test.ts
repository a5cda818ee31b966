import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const invoke = vi.hoisted(() => vi.fn());
vi.mock('@tauri-apps/api/core', () => ({ invoke }));
const { Draft } = await import('../src/lib/draft.svelte');
const { flushDrafts, saving } = await import('../src/lib/unsaved.svelte');

const known = () => new Draft({ kind: 'event', case: 'c', id: 'r', body: {}, required: [] });

describe('a draft', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    invoke.mockReset().mockResolvedValue({ problems: [], id: 'made' });
  });
  afterEach(() => vi.useRealTimers());

  it('is stored within a second of the last keystroke, once for a burst of them', async () => {
    const draft = known();
    for (const title of ['a', 'ab', 'abc']) {
      draft.change('title', title);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(invoke).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(600);
    expect(invoke).toHaveBeenCalledTimes(1);
    expect(invoke).toHaveBeenCalledWith('save_draft', expect.objectContaining({ id: 'r', body: { title: 'abc' }, focus: 'title' }));
    expect(saving.pending).toBe(false);
    draft.close();
  });

  it('is stored within a second of every keystroke, also while somebody types on without a pause', async () => {
    const draft = known();
    const typed: { at: number; text: string }[] = [];
    const stored = () => {
      const last = invoke.mock.calls.filter(([command]) => command === 'save_draft').at(-1);
      return (last?.[1] as { body: { title: string } } | undefined)?.body.title.length ?? 0;
    };
    for (let at = 0; at < 10_000; at += 50) {
      typed.push({ at, text: 'x'.repeat(typed.length + 1) });
      draft.change('title', typed.at(-1)?.text);
      const aSecondAgo = typed.filter((one) => one.at <= at - 1000).length;
      expect(stored()).toBeGreaterThanOrEqual(aSecondAgo);
      await vi.advanceTimersByTimeAsync(50);
    }
    // Not every keystroke is a write, either.
    expect(invoke.mock.calls.length).toBeLessThan(15);
    draft.close();
  });

  it('keeps the cursor of the field somebody is in, and where they are when the window locks', async () => {
    let spot = { field: 'description', cursor: 7 };
    const draft = new Draft({ kind: 'event', case: 'c', id: 'r', body: {}, required: [], where: () => spot });
    draft.change('description', 'a cat sat');
    await vi.advanceTimersByTimeAsync(600);
    expect(invoke).toHaveBeenLastCalledWith('save_draft', expect.objectContaining({ focus: 'description', cursor: 7 }));
    spot = { field: 'locality', cursor: 0 };
    await draft.flush();
    expect(invoke).toHaveBeenCalledTimes(1);
    await flushDrafts();
    expect(invoke).toHaveBeenLastCalledWith('save_draft', expect.objectContaining({ focus: 'locality', cursor: 0, body: { description: 'a cat sat' } }));
    draft.close();
  });

  it('knows its place from its first letter, when the record is only begun', async () => {
    const draft = new Draft({ kind: 'act', case: 'c', id: null, body: {}, required: [], where: () => ({ field: 'x', cursor: 1 }) });
    draft.change('x', 'a');
    await vi.advanceTimersByTimeAsync(600);
    expect(invoke.mock.calls.map(([command]) => String(command))).toEqual(['begin_record', 'save_draft']);
    expect(invoke).toHaveBeenLastCalledWith('save_draft', expect.objectContaining({ id: 'made', focus: 'x', cursor: 1 }));
    draft.close();
  });

  it('becomes a revision after a minute of rest, with its form open', async () => {
    const draft = known();
    draft.change('title', 'a');
    await vi.advanceTimersByTimeAsync(50_000);
    draft.change('title', 'ab');
    await vi.advanceTimersByTimeAsync(50_000);
    expect(invoke).not.toHaveBeenCalledWith('commit_resting_drafts', expect.anything());
    await vi.advanceTimersByTimeAsync(20_000);
    expect(invoke).toHaveBeenCalledWith('commit_resting_drafts', expect.anything());
    draft.change('title', 'abc');
    await vi.advanceTimersByTimeAsync(600);
    expect(invoke).toHaveBeenLastCalledWith('save_draft', expect.objectContaining({ body: { title: 'abc' } }));
    draft.close();
  });

  it('tries again by itself when it could not be stored', async () => {
    const draft = known();
    invoke.mockRejectedValueOnce({ code: 'disk-full', about: '' });
    draft.change('title', 'kept');
    await vi.advanceTimersByTimeAsync(600);
    expect(saving.pending).toBe(true);
    await vi.advanceTimersByTimeAsync(3500);
    expect(saving.pending).toBe(false);
    expect(draft.failure).toBeNull();
    draft.close();
  });

  it('stores nothing any more once it is dropped, also what was under way', async () => {
    const draft = known();
    draft.change('title', 'to be forgotten');
    const underWay = draft.flush();
    await draft.drop();
    await underWay;
    await vi.advanceTimersByTimeAsync(70_000);
    expect(invoke.mock.calls.filter(([command]) => command === 'save_draft').length).toBeLessThanOrEqual(1);
    expect(invoke).not.toHaveBeenCalledWith('commit_resting_drafts', expect.anything());
  });

  it('goes back step by step, then to the saved version before, and forth again', async () => {
    const draft = new Draft({ kind: 'event', case: 'c', id: 'r', body: { title: 'saved' }, required: [], revisions: 2 });
    draft.change('title', 'typed');
    await vi.advanceTimersByTimeAsync(2000);
    draft.change('locality', 'here');
    expect(await draft.undo()).toBe('locality');
    expect(draft.body).toEqual({ title: 'typed' });
    expect(await draft.undo()).toBe('title');
    expect(draft.body).toEqual({ title: 'saved' });
    expect(draft.drawn).toEqual({ locality: 1, title: 1 });

    invoke.mockImplementation((command: string) => Promise.resolve(command === 'undo_record' ? { body: { title: 'older' } } : command === 'redo_record' ? { body: { title: 'saved' } } : { problems: [] }));
    expect(await draft.undo()).toBeNull();
    expect(draft.body).toEqual({ title: 'older' });
    const asked = invoke.mock.calls.map(([command]) => String(command));
    // What stands in the form is stored before another version takes its place.
    expect(asked.slice(-2)).toEqual(['save_draft', 'undo_record']);
    expect(draft.drawn['title']).toBe(2);

    await draft.redo();
    expect(draft.body).toEqual({ title: 'saved' });
    await draft.redo();
    await draft.redo();
    expect(draft.body).toEqual({ title: 'typed', locality: 'here' });
    expect(draft.canRedo).toBe(false);
    draft.close();
  });

  it('says quietly that there is nothing before the first version', async () => {
    const draft = new Draft({ kind: 'event', case: 'c', id: 'r', body: {}, required: [], revisions: 2 });
    expect(draft.canUndo).toBe(true);
    invoke.mockImplementation((command: string) => (command === 'undo_record' ? Promise.reject({ code: 'nothing-to-undo', about: '' }) : Promise.resolve({ problems: [] })));
    await draft.undo();
    expect(draft.canUndo).toBe(false);
    expect(draft.failure).toBeNull();
    draft.close();
  });

  it('is stored at once when the window locks', async () => {
    const draft = known();
    draft.change('title', 'half a sen');
    await flushDrafts();
    expect(invoke).toHaveBeenCalledWith('save_draft', expect.objectContaining({ body: { title: 'half a sen' } }));
    draft.close();
  });

  it('is whole with any one of the fields of which one is enough', () => {
    const draft = new Draft({ kind: 'organisation', case: 'c', id: null, body: {}, required: [], either: ['name_ru', 'name_kk'] });
    expect(draft.missing).toEqual(['name_ru']);
    draft.change('name_kk', 'Бөлім');
    expect(draft.missing).toEqual([]);
    draft.close();
  });

  it('is kept from its first letter, and becomes a record only when what is needed is there', async () => {
    const draft = new Draft({ kind: 'act', case: 'c', id: null, body: {}, required: ['victim', 'act_type'] });
    draft.change('victim', 'p');
    await vi.advanceTimersByTimeAsync(600);
    expect(invoke).toHaveBeenCalledWith('begin_record', expect.objectContaining({ kind: 'act', case: 'c', body: { victim: 'p' } }));
    expect(draft.id).toBe('made');
    expect(draft.missing).toEqual(['act_type']);
    expect(await draft.leave()).toBe(true);
    expect(invoke).not.toHaveBeenCalledWith('commit_draft', expect.anything());

    const again = new Draft({ kind: 'act', case: 'c', id: 'made', body: { victim: 'p' }, required: ['victim', 'act_type'] });
    again.change('act_type', 'beating');
    expect(await again.leave()).toBe(true);
    expect(invoke).toHaveBeenCalledWith('save_draft', expect.objectContaining({ id: 'made', body: { victim: 'p', act_type: 'beating' } }));
    expect(invoke).toHaveBeenCalledWith('commit_draft', expect.objectContaining({ id: 'made' }));
    expect(invoke).toHaveBeenLastCalledWith('leave_place', expect.anything());
  });

  it('goes for good when a person says so', async () => {
    const draft = known();
    draft.change('title', 'away');
    await flushDrafts();
    await draft.discard();
    expect(invoke).toHaveBeenCalledWith('discard_draft', expect.objectContaining({ id: 'r' }));
    await flushDrafts();
    expect(invoke.mock.calls.map(([command]) => String(command))).toEqual(['save_draft', 'discard_draft', 'leave_place']);
  });

  it('keeps what was typed when it could not be stored, and says why', async () => {
    const draft = known();
    invoke.mockRejectedValueOnce({ code: 'disk-full', about: '' });
    draft.change('title', 'kept');
    await vi.advanceTimersByTimeAsync(600);
    expect(draft.failure?.code).toBe('disk-full');
    expect(saving.pending).toBe(true);
    expect(await draft.leave()).toBe(true);
    expect(invoke).toHaveBeenCalledWith('commit_draft', expect.objectContaining({ id: 'r' }));
  });

  it('does not make a revision of a record that was only looked at', async () => {
    expect(await known().leave()).toBe(true);
    expect(invoke).not.toHaveBeenCalled();
  });
});
