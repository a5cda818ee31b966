import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const invoke = vi.hoisted(() => vi.fn());
vi.mock('@tauri-apps/api/core', () => ({ invoke }));
const { changes, deleteRecord, undoAction } = await import('../src/lib/actions.svelte');
const { session } = await import('../src/lib/session.svelte');
const { toast } = await import('../src/lib/toast.svelte');

describe('what is done to whole records', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    invoke.mockReset();
    toast.close();
  });
  afterEach(() => vi.useRealTimers());

  it('is said with the way back, and every list asks again', async () => {
    invoke.mockResolvedValueOnce({ id: 'r', title: 'Paper kept', records: 1 });
    const before = changes.round;
    expect(await deleteRecord('r')).toBe(true);
    expect(toast.shown?.text).toContain('Paper kept');
    expect(changes.round).toBe(before + 1);
    invoke.mockResolvedValueOnce({ undo: null, redo: 'Deleted: Paper kept' });
    toast.shown?.offer?.act();
    await vi.advanceTimersByTimeAsync(0);
    expect(invoke).toHaveBeenLastCalledWith('undo_action', expect.anything());
    expect(toast.shown?.text).toContain('Deleted: Paper kept');
  });

  it('says in words why it was not done, and offers nothing then', async () => {
    invoke.mockRejectedValueOnce({ code: 'nothing-to-undo', about: '' });
    expect(await undoAction()).toBe(false);
    expect(toast.shown?.tone).toBe('alert');
    expect(toast.shown?.offer).toBeUndefined();
  });

  it('leaves the line standing while somebody reads it, and takes it away by itself', async () => {
    toast.show({ text: 'a line', tone: 'calm' });
    toast.hold();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(toast.shown).not.toBeNull();
    toast.resume();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(toast.shown).toBeNull();
  });
});

describe('after unlocking', () => {
  it('somebody is where they were, or in the list when every form had been left', () => {
    session.enter({ id: 'r', is_intake: false, case: 'c', field: 'title', cursor: 4 });
    expect(session.state).toMatchObject({ door: 'open', route: { at: 'case', id: 'c', open: { record: 'r', spot: { field: 'title', cursor: 4 } } } });
    // A case is its own place.
    session.enter({ id: 'c', is_intake: false, case: null, field: null, cursor: null });
    expect(session.state).toMatchObject({ route: { at: 'case', id: 'c', open: { record: 'c', spot: null } } });
    // A talk is in no case yet.
    session.enter({ id: 't', is_intake: true, case: null, field: 'words.0.text', cursor: 7 });
    expect(session.state).toMatchObject({ route: { at: 'intake', id: 't', spot: { field: 'words.0.text', cursor: 7 } } });
    session.enter(null);
    expect(session.state).toMatchObject({ route: { at: 'cases' } });
  });
});
