/**
 * The verified dossier, shown in a frame that may do nothing: no script, no window, no form, no address outside (sandbox and
 * the page's policy, which a frame made from text inherits). Because a sender is not known to be honest, whatever could
 * still speak to somebody (a preconnect, a frame, a foreign address: browsers greet a server before any policy is asked) is
 * taken out before. Pictures of the bundle are put in, because the frame can load none.
 */
import { h } from './dom';
import { pictureData } from './files';
import { DOSSIER } from './names';
import type { Contents, Part } from './verify';

/** All pictures together, in bytes: they stand in one text. The rest is in the gallery. */
const PICTURES_LIMIT = 24 << 20;
const PRINTED = 'printed unseen';
const FORBIDDEN = 'script, link, base, meta, iframe, frame, frameset, object, embed, applet, form, audio, video, source, track, portal, template, noscript, animate, set';
const OWN_PICTURE = /^(?:files\/[a-z0-9._-]+$|data:image\/(?:jpeg|png|webp|gif);base64,)/;
/** Blank lines before a text cost one each. */
const ROUNDS = 8;
const ADDRESSES = ['href', 'xlink:href', 'src', 'srcset', 'imagesrcset', 'action', 'formaction', 'ping', 'background', 'poster', 'data', 'cite', 'longdesc', 'manifest', 'srcdoc'];

/** The dossier as a text that refers to nothing but itself; null if it has no such form. */
export function dossierText({ parts }: Contents): string | null {
  const bytes = parts.find(({ name }) => name === DOSSIER)?.bytes ?? new Uint8Array(0);
  let text = new TextDecoder().decode(bytes);
  // Markup can be written so that what was harmless is read otherwise the next time. A text that taking out leaves as it is
  // will be read by the frame, by the same rules, as what was looked at here.
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = scrub(text);
    if (next === text) return embed(text, parts);
    text = next;
  }
  return null;
}

const parse = (text: string): Document => new DOMParser().parseFromString(text, 'text/html');
const write = (page: Document): string => `<!DOCTYPE html>\n${page.documentElement.outerHTML}`;

function scrub(text: string): string {
  const page = parse(text);
  page.querySelectorAll(FORBIDDEN).forEach((element) => { element.remove(); });
  for (const element of page.querySelectorAll('*')) {
    const isPicture = element.localName === 'img';
    for (const { name, value } of Array.from(element.attributes)) {
      const isOwn = value.startsWith('#') || (isPicture && name === 'src' && OWN_PICTURE.test(value));
      if (name.startsWith('on') || (ADDRESSES.includes(name) && !isOwn)) element.removeAttribute(name);
    }
  }
  return write(page);
}

function embed(text: string, parts: Part[]): string {
  const page = parse(text);
  let room = PICTURES_LIMIT;
  for (const image of page.querySelectorAll('img[src^="files/"]')) {
    const part = parts.find(({ name }) => name === image.getAttribute('src'));
    const data = part && part.bytes.length <= room ? pictureData(part.bytes) : null;
    if (part && data !== null) {
      room -= part.bytes.length;
      image.setAttribute('src', data);
    } else image.removeAttribute('src');
  }
  return write(page);
}

/** A frame that shows it. */
export function dossierFrame(text: string, title: string): HTMLIFrameElement {
  const frame = h('iframe', { class: 'dossier', title, sandbox: '', referrerpolicy: 'no-referrer' });
  frame.srcdoc = text;
  return frame;
}

/** Prints it from a frame of its own, since the one on the screen would not even print. No script runs in this one either. */
export function printDossier(text: string): void {
  forgetPrinted();
  const frame = h('iframe', { class: PRINTED, 'aria-hidden': 'true', tabindex: '-1', sandbox: 'allow-same-origin allow-modals', referrerpolicy: 'no-referrer' });
  // It stays until the page shows something else: a browser that is still previewing would lose what it prints.
  frame.addEventListener('load', () => frame.contentWindow?.print());
  frame.srcdoc = text;
  document.body.append(frame);
}

export function forgetPrinted(): void {
  for (const frame of document.querySelectorAll('iframe.printed')) frame.remove();
}
