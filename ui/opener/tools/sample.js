// An invented bundle for the browser to open: a dossier with its style, pictures, other evidence, consent and omissions.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { deflateSync, crc32 } from 'node:zlib';
import { createServer } from 'vite';

const ui = fileURLToPath(new URL('../../', import.meta.url));
const css = readFileSync(new URL('../../../crates/report/src/dossier/dossier.css', import.meta.url), 'utf8');

const sum = crc32 ?? ((bytes) => {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
});

/** A picture of hills under a sky. */
export function png(width, height, hue) {
  const rows = [];
  for (let y = 0; y < height; y += 1) {
    const row = Buffer.alloc(1 + width * 3);
    for (let x = 0; x < width; x += 1) {
      const hill = height * (0.55 + 0.12 * Math.sin(x / 37 + hue) + 0.06 * Math.sin(x / 11));
      const [r, g, b] = y < hill ? [150 + hue * 12, 180 + (y * 50) / height, 205 + (y * 40) / height] : [70 + hue * 20, 110 + hue * 6, 80 - (y - hill) / 8];
      row.set([r, g, b].map((value) => Math.max(0, Math.min(255, value))), 1 + x * 3);
    }
    rows.push(row);
  }
  const part = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    crc.writeUInt32BE(sum(body));
    return Buffer.concat([length, body, crc]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), part('IHDR', head), part('IDAT', deflateSync(Buffer.concat(rows))), part('IEND', Buffer.alloc(0))]);
}

/** Everything by which a dossier of somebody dishonest could call home, stand elsewhere, or run. */
export const snares = `
<script>document.body.textContent = 'SCRIPT RAN'; parent.postMessage('ran', '*')</script>
<link rel="preconnect" href="https://snare.example"><link rel="dns-prefetch" href="//snare.example"><link rel="stylesheet" href="https://snare.example/a.css">
<link rel="prefetch" href="https://snare.example/p"><link rel="icon" href="https://snare.example/i.ico">
<meta http-equiv="refresh" content="0;url=https://snare.example/refresh"><base href="https://snare.example/">
<img src="https://snare.example/a.png" srcset="https://snare.example/b.png 2x" alt="snare" onerror="document.title='RAN'"><img src="x" onerror="parent.RAN=1" alt="">
<iframe src="https://snare.example/frame"></iframe><object data="https://snare.example/o"></object><embed src="https://snare.example/e">
<video src="https://snare.example/v" poster="https://snare.example/p.png" autoplay></video><audio src="https://snare.example/s" autoplay></audio>
<form action="https://snare.example/form"><button>send</button></form><svg><image href="https://snare.example/s.png"/><a xlink:href="https://snare.example/"><text>x</text></a><script>parent.RAN=1</script></svg>
<svg><a href="#"><animate attributeName="href" values="https://snare.example/animated"/><text y="20">animated</text></a><image><set attributeName="href" to="https://snare.example/set.png"/></image></svg>
<style>@import url(https://snare.example/i.css); @font-face { font-family: f; src: url(https://snare.example/f.woff2) } .snare { background: url(https://snare.example/bg.png); font-family: f }</style>
<p class="snare" style="background-image: url(https://snare.example/bg2.png)">snares</p><a href="https://snare.example/link" id="out">link out</a>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;link rel=preconnect href=https://snare.example/mutated&gt;">
</table></mtext></math><form><math><mtext></form><form><mglyph><style></math><link rel="preconnect" href="https://snare.example/mutated">
</style></mglyph></form></mtext></math>`;

export const dossier = `<!DOCTYPE html>
<html lang="ru"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'none'; base-uri 'none'">
<title>Досье</title><style>${css}</style></head><body><main>
<div class="cover"><h1>Досье по делу</h1><dl class="cover-facts"><div><dt>От кого</dt><dd>Группа «Айна»</dd></div><div><dt>Цель</dt><dd>юридическая помощь</dd></div></dl></div>
<nav class="contents"><h2>Содержание</h2><ol><li><a href="#case-1">K-26-001</a></li></ol></nav>
<section class="case" id="case-1"><h2 class="case-title">K-26-001. Удержание в отделе после вызова</h2>
<h3>Хронология</h3><ol class="line-of-time"><li class="event"><span class="when">28.09.2025, ночь</span><span>Вызвана в отдел, удержана до утра.</span></li><li class="refused"><span class="when">01.10.2025</span><span>Отказ в регистрации заявления.</span></li></ol>
<h3>Доказательства</h3><div class="exhibit"><p><a href="files/0001.png">0001.png</a></p><img src="files/0001.png" alt="Снимок двора" width="300"></div>
</section></main></body></html>`;

const said = {
  override: { reason: 'Суд завтра утром, спросить W-07 не успели.', people: ['W-07'] },
  consent: [
    { person: 'P-103', covers: true, basis: 'Письменное согласие от 02.10.2025: адвокат, имя и контакты.' },
    { person: 'W-07', covers: false, basis: 'Согласие только на статистику.' },
  ],
  withheld: [
    { what: 'Показания свидетеля W-07', why: 'Нет согласия на передачу адвокату.' },
    { what: 'Сведения о здоровье P-103', why: 'Удержаны отправителем: для жалобы не нужны.' },
  ],
};

/** The forge of the tests, and what seals its tars. */
export async function loadForge() {
  const server = await createServer({ configFile: false, root: ui, logLevel: 'error', server: { middlewareMode: true, ws: false, watch: null }, optimizeDeps: { noDiscovery: true }, appType: 'custom' });
  const forge = await server.ssrLoadModule('/tests/opener/forge.ts');
  const sealing = await server.ssrLoadModule('/tests/opener/sealing.ts');
  return { forge, sealing, stop: () => server.close() };
}

/** A bundle as a tar. `extra` is put into the dossier, `files` beside the evidence. */
export function sampleTar({ tar, envelope, lines }, recipient, { extra = '', files = [] } = {}) {
  const html = dossier.replace('</main>', `${extra}</main>`);
  const pairs = [
    ['README.txt', Buffer.from('Read me.\n')],
    ['index.html', Buffer.from(html)],
    ['case/0001.json', lines([envelope(1, 1, 'case'), envelope(3, 1, 'evidence_item')])],
    ...[1, 2, 3, 4].map((n) => [`files/000${n}.png`, png(640, 420, n)]),
    ['files/0005.ogg', Buffer.from('OggS'.repeat(9000))],
    ['files/0006.pdf', Buffer.from(`%PDF-1.7\n${'x'.repeat(120_000)}`)],
    ['files/0007.html', Buffer.from('<script>parent.RAN = 1</script>')],
    ['files/0008.jpg', Buffer.from('\xff\xd8\xffnot a picture', 'latin1')],
    ...files,
  ];
  return tar({ manifest: (m) => {
    m.sender.name = 'Группа «Айна»';
    m.recipient = { name: 'Адвокат, коллегия Алматы', recipient };
    m.purpose = 'legal_help';
    m.consent_basis = said.consent;
    m.consent_override = said.override;
    m.withheld = said.withheld;
    m.note = 'Позвоните, прежде чем подавать.\nСнимок 0001 не показывать посторонним.';
  } }, pairs);
}
