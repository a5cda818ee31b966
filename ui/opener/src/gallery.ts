/** The evidence: pictures as pictures, one at a time in memory as they come into view; everything else as rows to be saved. */
import { button, h } from './dom';
import { pictureAddress, pictureType, release } from './files';
import { FILES } from './names';
import { fileName, saveButton, typeOf } from './register';
import type { OpenState, Stage } from './state';
import type { Part } from './verify';

export function gallery(stage: Stage, { opened }: OpenState): HTMLElement[] {
  const say = stage.speech.say.bind(stage.speech);
  const files = opened.parts.filter(({ name }) => name.startsWith(FILES));
  const pictures = files.filter(({ bytes }) => pictureType(bytes) !== null);
  const others = files.filter(({ bytes }) => pictureType(bytes) === null);
  const watch = new IntersectionObserver((entries) => { for (const { target, isIntersecting } of entries) turn(target as HTMLImageElement, isIntersecting); }, { rootMargin: '300px' });
  const shown = new WeakMap<HTMLImageElement, Part>();

  function turn(image: HTMLImageElement, on: boolean): void {
    const before = image.getAttribute('src');
    const part = shown.get(image);
    if (on && part && before === null) image.src = pictureAddress(part.bytes) ?? '';
    if (!on && before !== null) {
      image.removeAttribute('src');
      release(before);
    }
  }

  const tiles = pictures.map((part) => {
    const name = fileName(part.name);
    const image = h('img', { alt: '', decoding: 'async' });
    const words = h('span', { class: 'quiet' }, stage.speech.size(part.bytes.length));
    image.addEventListener('error', () => {
      if (!image.hasAttribute('src')) return;
      words.textContent = say('picture-broken');
      image.hidden = true;
    });
    shown.set(image, part);
    watch.observe(image);
    return h('li', { class: 'tile' },
      h('button', { type: 'button', class: 'picture', 'aria-label': say('enlarge', { name }), click: () => { enlarge(stage, part); } }, image),
      h('div', { class: 'row' }, h('span', { class: 'grow breaks' }, h('b', {}, name), ' ', words), saveButton(stage, part)));
  });
  const rows = others.map((part) =>
    h('li', { class: 'row' }, h('b', { class: 'breaks' }, fileName(part.name)), h('span', { class: 'quiet grow' }, `${typeOf(part)} · ${stage.speech.size(part.bytes.length)}`), saveButton(stage, part)));
  return [
    tiles.length > 0 ? h('ul', { class: 'tiles' }, ...tiles) : h('p', { class: 'quiet' }, say('gallery-none')),
    ...(rows.length > 0 ? [h('section', {}, h('h2', {}, say('gallery-others')), h('p', { class: 'quiet' }, say('gallery-others-hint')), h('ul', { class: 'list' }, ...rows))] : []),
  ];
}

function enlarge(stage: Stage, part: Part): void {
  const made = pictureAddress(part.bytes);
  if (made === null) return;
  const name = fileName(part.name);
  const dialog = h('dialog', { class: 'large', 'aria-label': name });
  dialog.append(
    h('img', { src: made, alt: name }),
    h('div', { class: 'row' }, h('b', { class: 'breaks' }, name), h('code', { class: 'sum grow' }, part.sha256), saveButton(stage, part), button(stage.speech.say('close-picture'), () => { dialog.close(); }, 'small')));
  dialog.addEventListener('close', () => {
    release(made);
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
}
