/** The first screen: what this is, what to compare before anything is typed, and the lock. It tells nothing of what is in it. */
import { keysInFile, keysInText, type Secret } from './age';
import { button, h, icon } from './dom';
import type { Rule, SealFault } from './refusal';
import type { Stage } from './state';

const KEY_FILE_LIMIT = 64 * 1024;

/** The name of this very file, for the commands. */
function ownName(): string {
  const name = location.pathname.split('/').pop() ?? '';
  try {
    return decodeURIComponent(name) || 'FILE';
  } catch {
    return 'FILE';
  }
}

function commands(): HTMLElement {
  const file = `"${ownName()}"`;
  const rows: [string, string][] = [
    ['Windows', `certutil -hashfile ${file} SHA256`],
    ['macOS', `shasum -a 256 ${file}`],
    ['Linux', `sha256sum ${file}`],
  ];
  return h('dl', { class: 'commands' }, ...rows.map(([system, command]) => h('div', {}, h('dt', {}, system), h('dd', {}, h('code', {}, command)))));
}

export function askScreen(stage: Stage, fault: Rule | SealFault | null, open: (secret: Secret) => void): HTMLElement {
  const { speech } = stage;
  const say = speech.say.bind(speech);
  return h('main', { class: 'narrow' },
    h('h1', {}, say('title')),
    h('p', { class: 'lead' }, say('lead')),
    h('section', { class: 'card', 'aria-labelledby': 'compare' },
      h('h2', { id: 'compare' }, h('span', { class: 'step', 'aria-hidden': 'true' }, '1'), say('compare-title')),
      h('p', {}, say('compare')),
      h('p', { class: 'quiet' }, say('compare-how')),
      commands(),
      h('p', { class: 'warn' }, icon('alert'), h('span', {}, say('compare-differs')))),
    h('section', { class: 'card', 'aria-labelledby': 'open' },
      h('h2', { id: 'open' }, h('span', { class: 'step', 'aria-hidden': 'true' }, '2'), say('open-title')),
      lock(stage, fault, open)));
}

function lock(stage: Stage, fault: Rule | SealFault | null, open: (secret: Secret) => void): HTMLElement {
  const { speech, lock, loaded } = stage;
  const say = speech.say.bind(speech);
  // A password field keeps what is typed out of what browsers remember of a page; its text is never sent, there is no form.
  const field = h('input', {
    id: 'secret', type: 'password', class: 'control', autocomplete: 'off', autocapitalize: 'none', autocorrect: 'off', spellcheck: 'false',
    'aria-describedby': 'secret-hint secret-fault', ...(fault ? { 'aria-invalid': 'true' } : {}),
  });
  const shown = h('input', { id: 'shown', type: 'checkbox', change: () => { field.type = shown.checked ? 'text' : 'password'; } });
  const read = stage.fileKeys.length;
  const status = h('p', { class: 'quiet', role: 'status' }, read > 0 ? say('key-file-read', { n: read }) : '');
  const submit = (): void => {
    const typed = field.value;
    if (!loaded || (typed === '' && stage.fileKeys.length === 0)) {
      field.focus();
      return;
    }
    const secret = lock === 'passphrase' ? { passphrase: typed } : { keys: typed === '' ? stage.fileKeys : keysInText(typed) };
    field.value = '';
    stage.fileKeys = [];
    open(secret);
  };
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.isComposing) submit();
  });
  const choose = h('input', { type: 'file', id: 'key-file', class: 'unseen', tabindex: '-1', 'aria-hidden': 'true' });
  choose.addEventListener('change', () => {
    const [file] = Array.from(choose.files ?? []);
    choose.value = '';
    if (!file) return;
    void file.slice(0, KEY_FILE_LIMIT).text().then((text) => {
      stage.fileKeys = keysInFile(text);
      field.value = '';
      status.textContent = say('key-file-read', { n: stage.fileKeys.length });
    });
  });
  const opener = button(say('open'), submit, 'primary');
  opener.disabled = !loaded;
  return h('div', { class: 'lock' },
    h('label', { for: 'secret' }, say(lock)),
    field,
    h('p', { id: 'secret-hint', class: 'quiet' }, say(lock === 'key' ? 'key-hint' : 'passphrase-hint')),
    h('div', { class: 'row' }, h('label', { class: 'check', for: 'shown' }, shown, say('show'))),
    h('p', { id: 'secret-fault', class: 'fault', role: 'alert' }, ...(fault ? [icon('stop'), h('span', {}, speech.fault(fault))] : [])),
    h('div', { class: 'row' }, opener, lock === 'key' ? button(say('key-file'), () => { choose.click(); }) : null, choose),
    loaded ? status : h('p', { class: 'quiet', role: 'status' }, say('loading')));
}
