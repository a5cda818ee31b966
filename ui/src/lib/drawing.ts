// A picture drawn by the program becomes a part of the page so that its cells can be clicked. Only elements and attributes that
// its charts are made of come in; a picture with anything else in it is not shown.

const SPACE = 'http://www.w3.org/2000/svg';
const ELEMENTS: ReadonlySet<string> = new Set(['svg', 'g', 'title', 'desc', 'rect', 'path', 'line', 'circle', 'text']);
const ATTRIBUTES: ReadonlySet<string> = new Set([
  'xmlns', 'viewBox', 'width', 'height', 'role', 'id', 'aria-labelledby', 'data-cell',
  'x', 'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy', 'r', 'rx', 'd', 'transform',
  'fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'opacity',
  'font-family', 'font-size', 'font-weight', 'text-anchor',
]);

/** The picture as an element of this page; null when it is none, or holds what no chart of ours does. */
export function drawingOf(svg: string): SVGElement | null {
  const read = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  const all = [read, ...read.querySelectorAll('*')];
  const isOurs = all.every(
    (one) =>
      one.namespaceURI === SPACE && ELEMENTS.has(one.localName) && one.getAttributeNames().every((name) => ATTRIBUTES.has(name) && !/url\s*\(/iu.test(one.getAttribute(name) ?? '')),
  );
  return isOurs && read.localName === 'svg' ? (document.importNode(read, true) as unknown as SVGElement) : null;
}
