import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const invoke = vi.hoisted(() => vi.fn());
vi.mock('@tauri-apps/api/core', () => ({ invoke }));
const { Draft, flushDrafts, saving } = await import('../src/lib/draft.svelte');

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

  it('is stored at once when the window locks', async () => {
    const draft = known();
    draft.change('title', 'half a sen');
    await flushDrafts();
    expect(invoke).toHaveBeenCalledWith('save_draft', expect.objectContaining({ body: { title: 'half a sen' } }));
    draft.close();
  });

  it('becomes a record as soon as what is needed is there, and not before', async () => {
    const draft = new Draft({ kind: 'act', case: 'c', id: null, body: {}, required: ['victim', 'act_type'] });
    draft.change('victim', 'p');
    await vi.advanceTimersByTimeAsync(600);
    expect(invoke).not.toHaveBeenCalled();
    expect(draft.missing).toEqual(['act_type']);
    expect(saving.pending).toBe(false);
    draft.change('act_type', 'beating');
    await vi.advanceTimersByTimeAsync(600);
    expect(invoke).toHaveBeenCalledWith('add_record', expect.objectContaining({ kind: 'act', body: { victim: 'p', act_type: 'beating' } }));
    expect(draft.id).toBe('made');
    draft.close();
  });

  it('keeps what was typed when it could not be stored, and says why', async () => {
    const draft = known();
    invoke.mockRejectedValueOnce({ code: 'disk-full', about: '' });
    draft.change('title', 'kept');
    await vi.advanceTimersByTimeAsync(600);
    expect(draft.failure?.code).toBe('disk-full');
    expect(saving.pending).toBe(true);
    expect(await draft.leave()).toBe(true);
    expect(invoke).toHaveBeenLastCalledWith('commit_draft', expect.objectContaining({ id: 'r' }));
  });

  it('does not make a revision of a record that was only looked at', async () => {
    expect(await known().leave()).toBe(true);
    expect(invoke).not.toHaveBeenCalled();
  });
});
