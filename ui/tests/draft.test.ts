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
    expect(invoke).toHaveBeenLastCalledWith('commit_draft', expect.objectContaining({ id: 'made' }));
  });

  it('goes for good when a person says so', async () => {
    const draft = known();
    draft.change('title', 'away');
    await flushDrafts();
    await draft.discard();
    expect(invoke).toHaveBeenLastCalledWith('discard_draft', expect.objectContaining({ id: 'r' }));
    await flushDrafts();
    expect(invoke).toHaveBeenCalledTimes(2);
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
