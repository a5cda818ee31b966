// @vitest-environment jsdom
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const invoke = vi.hoisted(() => vi.fn());
vi.mock('@tauri-apps/api/core', () => ({ invoke }));
const { names } = await import('../src/lib/names.svelte');
const { default: FieldInput } = await import('../src/parts/FieldInput.svelte');

const field = {
  name: 'used_name',
  label: 'Имя',
  hint: '',
  group: 'main',
  group_label: '',
  kind: 'text',
  privacy: 'A',
  required: false,
  options: [],
  target: '',
};
let body = $state<Record<string, unknown>>({});
let shown: ReturnType<typeof mount> | null = null;

const open = () => {
  const onchange = (name: string, value: unknown) => (body[name] = value);
  shown = mount(FieldInput, { target: document.body, props: { field, body, page: {}, withheld: false, problem: undefined, onchange, onneed: () => undefined } as never });
  flushSync();
};
const box = () => document.querySelector<HTMLInputElement>('[data-testid="field-used_name"]');
const button = () => document.querySelector<HTMLButtonElement>('[data-testid="show-used_name"]');
const type = (text: string) => {
  const input = box();
  if (!input) throw new Error('the box is gone');
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  flushSync();
};

describe('a field that identifies, while names are hidden', () => {
  beforeEach(async () => {
    body = {};
    invoke.mockResolvedValue(undefined);
    if (!names.hidden) await names.toggle();
  });
  afterEach(async () => {
    if (shown) await unmount(shown);
    shown = null;
    document.body.innerHTML = '';
  });

  it('is covered until somebody asks for it', () => {
    body = { used_name: 'Динара' };
    open();
    expect(box()).toBeNull();
    button()?.click();
    flushSync();
    expect(box()?.value).toBe('Динара');
  });

  it('can be filled in without vanishing under the first letter', () => {
    open();
    type('Д');
    type('Ди');
    expect(box()?.value).toBe('Ди');
    expect(body['used_name']).toBe('Ди');
  });

  it('is covered when names are hidden after it was typed', async () => {
    await names.toggle();
    open();
    type('Динара');
    await names.toggle();
    flushSync();
    expect(box()).toBeNull();
    expect(button()).not.toBeNull();
  });

  it('is covered again when names are hidden again', async () => {
    body = { used_name: 'Динара' };
    open();
    button()?.click();
    flushSync();
    await names.toggle();
    flushSync();
    expect(box()?.value).toBe('Динара');
    await names.toggle();
    flushSync();
    expect(box()).toBeNull();
    expect(button()).not.toBeNull();
  });
});
