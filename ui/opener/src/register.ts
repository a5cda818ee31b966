/** Every member of the bundle with its size and sum, each of which was compared. */
import { button, h } from './dom';
import { pictureType, save } from './files';
import { MANIFEST, SIGNATURE } from './names';
import type { OpenState, Stage } from './state';
import type { Part } from './verify';

/** The last part of a name, which is all that a file on a disk needs. */
export const fileName = (name: string): string => name.split('/').pop() ?? name;

/** A short word for what it is: pictures by their bytes, the rest by what the name ends with. */
export function typeOf({ name, bytes }: Part): string {
  const picture = pictureType(bytes);
  if (picture) return picture.slice(6).toUpperCase();
  const ending = /\.([a-z0-9]{1,8})$/.exec(name)?.[1];
  return ending?.toUpperCase() ?? '—';
}

export function saveButton({ speech }: Stage, part: Part): HTMLButtonElement {
  const name = fileName(part.name);
  const made = button(speech.say('save'), () => { save([part.bytes], name); }, 'small');
  made.setAttribute('aria-label', speech.say('save-one', { name }));
  return made;
}

/** Manifest and signature are proved by the signature, everything else by its sum. */
const isSigned = ({ name }: Part): boolean => name === MANIFEST || name === SIGNATURE;

export function register(stage: Stage, { opened }: OpenState): HTMLElement[] {
  const say = stage.speech.say.bind(stage.speech);
  const heads = [say('register-name'), say('register-type'), say('register-size'), 'SHA-256'];
  const rows = opened.parts.map((part) =>
    h('tr', {},
      h('th', { scope: 'row' }, part.name),
      h('td', {}, typeOf(part)),
      h('td', { class: 'number' }, stage.speech.size(part.bytes.length)),
      h('td', {}, h('code', { class: 'sum' }, part.sha256), ' ', h('span', { class: 'mark sound' }, say(isSigned(part) ? 'register-signed' : 'register-matches'))),
      h('td', {}, saveButton(stage, part))));
  return [
    h('div', { class: 'scroll' },
      h('table', {}, h('thead', {}, h('tr', {}, ...heads.map((head) => h('th', { scope: 'col' }, head)), h('td', {}))), h('tbody', {}, ...rows))),
  ];
}
