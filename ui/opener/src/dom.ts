/** Building the page. Text goes in as text, never as markup; there is no way here to do otherwise. */

type Child = Node | string | null;
interface Props {
  class?: string;
  click?: () => void;
  [attribute: string]: string | boolean | (() => void) | undefined;
}

/** An element with attributes; `true` is an empty attribute, `false` none. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, '');
    else if (typeof value === 'string') element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

export function button(label: string, click: () => void, kind = ''): HTMLButtonElement {
  return h('button', { type: 'button', class: `button ${kind}`, click }, label);
}

const paths = {
  chest: 'M3 11h18v8a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1zM3 11V9a5 5 0 0 1 5-5h8a5 5 0 0 1 5 5v2M10 10h4v4h-4z',
  check: 'M20 6 9 17l-5-5',
  stop: 'M12 3a9 9 0 1 0 0 18 9 9 0 1 0 0-18zM6 6l12 12',
  alert: 'M12 4 2.5 20h19zM12 10v4M12 17v.5',
} as const;

/** Drawn beside words, so it says nothing to those who hear the page. */
export function icon(name: keyof typeof paths): SVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon');
  const path = document.createElementNS(space, 'path');
  path.setAttribute('d', paths[name]);
  svg.append(path);
  return svg;
}

/** Facts one under another. */
export function facts(rows: [term: string, ...about: Child[]][], kind = ''): HTMLElement {
  return h('dl', { class: `facts ${kind}` }, ...rows.map(([term, ...about]) => h('div', {}, h('dt', {}, term), h('dd', {}, ...about))));
}
