/**
 * The page: one state, drawn anew when it changes. Nothing is stored, nothing is sent; what was opened is held by the state
 * alone and is overwritten when it is closed or the page is left.
 */
import { askScreen } from './ask';
import type { Secret } from './age';
import { button, h, icon } from './dom';
import { dossierText, forgetPrinted } from './dossier';
import { releaseAll, releaseShown } from './files';
import { open } from './open';
import { Refusal, type Rule, type SealFault } from './refusal';
import { resultScreen } from './result';
import { Sealed, chunksOf } from './sealed';
import type { Section, Stage, State } from './state';
import { fingerprint } from './sums';
import { Speech, isLanguage, languages, type Language } from './words';

const root = document.documentElement;
const spoken = [root.dataset['lang'], ...navigator.languages.map((tag) => tag.slice(0, 2))].find(isLanguage) ?? 'en';
const stage: Stage = { speech: new Speech(spoken), lock: root.dataset['mode'] === 'passphrase' ? 'passphrase' : 'key', loaded: false, fileKeys: [] };
const holder = h('div', { id: 'page' });
const bar = h('progress', { max: '1', value: '0' });
const doing = h('p', { role: 'status' });
let sealed: Sealed | null = null;
let state: State = { at: 'ask', fault: null };

function draw(): void {
  const { speech } = stage;
  const typed = holder.querySelector<HTMLInputElement>('#secret')?.value ?? '';
  releaseShown();
  document.querySelectorAll('dialog').forEach((dialog) => { dialog.close(); });
  forgetPrinted();
  root.lang = speech.language;
  document.title = speech.say('title');
  holder.replaceChildren(header(), screen());
  const field = holder.querySelector<HTMLInputElement>('#secret');
  if (field) field.value = typed;
}

function header(): HTMLElement {
  const { speech } = stage;
  const choice = languages.map(({ value, name }) =>
    h('button', { type: 'button', lang: value, 'aria-pressed': value === speech.language ? 'true' : 'false', click: () => { speak(value); } }, name));
  return h('header', { class: 'top' },
    h('div', { class: 'brand' }, icon('chest'), speech.say('title')),
    h('div', { class: 'languages', role: 'group', 'aria-label': speech.say('language') }, ...choice),
    state.at === 'open' ? button(speech.say('close'), wipe, 'danger') : null);
}

function screen(): HTMLElement {
  const say = stage.speech.say.bind(stage.speech);
  switch (state.at) {
    case 'ask':
      return askScreen(stage, state.fault, (secret) => { void start(secret); });
    case 'work':
      return h('main', { class: 'narrow' }, h('h1', {}, say('title')), h('div', { class: 'card work' }, doing, bar, h('p', { class: 'quiet' }, say('stage-note'))));
    case 'refused':
      return refused(state.rule);
    case 'open':
      return resultScreen(stage, state, show);
    case 'closed':
      return h('main', { class: 'narrow' }, h('h1', { tabindex: '-1' }, say('closed-title')), h('p', { class: 'lead' }, say('closed')));
  }
}

function refused(rule: Rule | SealFault): HTMLElement {
  const { speech } = stage;
  return h('main', { class: 'narrow' },
    h('div', { class: 'card refusal', role: 'alert' },
      h('h1', { tabindex: '-1' }, icon('stop'), speech.say('refused-title')),
      h('p', {}, `${speech.fault(rule)} ${speech.say('refused-shown')}`),
      h('p', {}, h('code', {}, speech.say('refused-rule', { rule }))),
      h('p', {}, speech.say('refused-do'))));
}

function speak(language: Language): void {
  stage.speech = new Speech(language);
  draw();
  holder.querySelector<HTMLElement>('.languages [aria-pressed="true"]')?.focus();
}

function show(section: Section): void {
  if (state.at !== 'open') return;
  state = { ...state, section };
  draw();
  holder.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
}

/** A new screen is read from its heading. */
function turnTo(next: State): void {
  state = next;
  draw();
  holder.querySelector<HTMLElement>(next.at === 'ask' ? '#secret' : 'h1')?.focus();
}

const again: (Rule | SealFault)[] = ['key-form', 'wrong-key', 'wrong-passphrase'];

async function start(secret: Secret): Promise<void> {
  state = { at: 'work' };
  draw();
  let stageShown = '';
  const progress = (at: 'unlock' | 'verify', done: number): void => {
    bar.value = done;
    if (at !== stageShown) doing.textContent = stage.speech.say(at === 'unlock' ? 'stage-unlock' : 'stage-verify');
    stageShown = at;
  };
  try {
    sealed ??= new Sealed(chunksOf(document));
    progress('unlock', 0);
    // A passphrase is tried in one go; the words must be on the screen before.
    await new Promise((resolve) => setTimeout(resolve, 60));
    const opened = await open(sealed, secret, progress);
    sealed = null;
    const digits = await fingerprint(opened.manifest.sender.recipient, opened.manifest.sender.key);
    turnTo({ at: 'open', opened, fingerprint: digits, dossier: dossierText(opened), section: 'dossier' });
  } catch (fault) {
    const rule = fault instanceof Refusal ? fault.rule : 'damaged';
    turnTo(again.includes(rule) ? { at: 'ask', fault: rule } : { at: 'refused', rule });
  }
}

/** Overwrites what was opened, and forgets it. What the browser copied for itself is beyond reach. */
function wipe(): void {
  if (state.at === 'open') for (const { bytes } of state.opened.parts) bytes.fill(0);
  releaseAll();
  sealed = null;
  turnTo({ at: 'closed' });
}

document.body.prepend(holder);
draw();
addEventListener('DOMContentLoaded', () => {
  stage.loaded = true;
  if (state.at === 'ask') draw();
});
addEventListener('pagehide', () => {
  if (state.at === 'open') wipe();
});
