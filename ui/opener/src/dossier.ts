/**
 * The verified dossier, shown in a frame that may do nothing: no script, no window, no form, no address outside (sandbox and
 * the page's policy, which a frame made from text inherits). Because a sender is not known to be honest, whatever could
 * still speak to somebody (a preconnect, a frame, a foreign address: browsers greet a server before any policy is asked) is
 * taken out before; pictures of the bundle are put in,
 * because the frame can load none.
 */
import { h } from './dom';
import { pictureData } from './files';
import { DOSSIER } from './names';
import type { Contents } from './verify';

/** All pictures together, in bytes: they stand in one text. The rest is in the gallery. */
const PICTURES_LIMIT = 24 << 20;
const FORBIDDEN = 'script, link, base, meta, iframe, frame, frameset, object, embed, applet, form, audio, video, source, track, portal, template, noscript';
const ADDRESSES = ['href', 'xlink:href', 'src', 'srcset', 'imagesrcset', 'action', 'formaction', 'ping', 'background', 'poster', 'data', 'cite', 'longdesc', 'manifest', 'srcdoc'];

/** The dossier as a text that refers to nothing but itself. */
export function dossierText({ parts }: Contents): string {
  const bytes = parts.find(({ name }) => name === DOSSIER)?.bytes ?? new Uint8Array(0);
  const page = new DOMParser().parseFromString(new TextDecoder().decode(bytes), 'text/html');
  page.querySelectorAll(FORBIDDEN).forEach((element) => { element.remove(); });
  let room = PICTURES_LIMIT;
  const picture = (name: string): string | null => {
    const part = parts.find((one) => one.name === name && one.name.startsWith('files/'));
    if (!part || part.bytes.length > room) return null;
    const data = pictureData(part.bytes);
    if (data) room -= part.bytes.length;
    return data;
  };
  for (const element of page.querySelectorAll('*')) {
    const source = element.localName === 'img' ? picture(element.getAttribute('src') ?? '') : null;
    for (const { name, value } of Array.from(element.attributes)) {
      const isOwn = value.startsWith('#') || (element.localName === 'img' && /^data:image\/(?:jpeg|png|webp|gif);/.test(value));
      if (name.startsWith('on') || (ADDRESSES.includes(name) && !isOwn)) element.removeAttribute(name);
    }
    if (source) element.setAttribute('src', source);
  }
  return `<!DOCTYPE html>\n${page.documentElement.outerHTML}`;
}

/** A frame that shows it. */
export function dossierFrame(text: string, title: string): HTMLIFrameElement {
  const frame = h('iframe', { class: 'dossier', title, sandbox: '', referrerpolicy: 'no-referrer' });
  frame.srcdoc = text;
  return frame;
}

/** Prints it from a frame of its own, since the one on the screen would not even print. No script runs in this one either. */
export function printDossier(text: string): void {
  const frame = h('iframe', { class: 'unseen', 'aria-hidden': 'true', tabindex: '-1', sandbox: 'allow-same-origin allow-modals', referrerpolicy: 'no-referrer' });
  frame.addEventListener('load', () => {
    const page = frame.contentWindow;
    if (!page) return;
    page.addEventListener('afterprint', () => { frame.remove(); });
    page.print();
  });
  frame.srcdoc = text;
  document.body.append(frame);
}
