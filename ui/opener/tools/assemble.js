// What the program does with dist/opener.html, for tests: the sealed file goes in, a page that opens it comes out.

/** Bytes of the sealed file in every chunk but the last. */
export const CHUNK = 768 * 1024;

export function assemble(page, sealed, { lang = 'en', mode = 'key' } = {}) {
  const lines = [];
  for (let at = 0; at < sealed.length; at += CHUNK) {
    lines.push(`<script type="application/x-sandyq-chunk">${sealed.subarray(at, at + CHUNK).toString('base64')}</script>`);
  }
  return page.replaceAll('@@LANG@@', lang).replaceAll('@@MODE@@', mode).replace('<!--sandyq:sealed-->', () => lines.join('\n'));
}
