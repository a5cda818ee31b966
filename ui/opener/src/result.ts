/** What is shown once every byte was verified: the verdict, what the sender says, and four sections. */
import { button, facts, h, icon } from './dom';
import { dossierFrame, printDossier } from './dossier';
import { save } from './files';
import { gallery } from './gallery';
import { DOSSIER } from './names';
import { register } from './register';
import type { OpenState, Section, Stage } from './state';
import { tarOf } from './verify';
import type { Word } from './words';

const sections: Section[] = ['dossier', 'gallery', 'register', 'consent'];

export function resultScreen(stage: Stage, state: OpenState, go: (section: Section) => void): HTMLElement {
  return h('main', { class: 'result' }, aside(stage, state), h('div', { class: 'body' }, tabs(stage, state, go), panel(stage, state)));
}

function aside({ speech }: Stage, { opened, fingerprint }: OpenState): HTMLElement {
  const say = speech.say.bind(speech);
  const { manifest, sender } = opened;
  const counts: [Word, number][] = [
    ['history', manifest.totals.history],
    ['endings', manifest.endings.length],
    ['contacts', manifest.contacts.length],
    ['receipts', manifest.receipts.length],
  ];
  return h('aside', { class: 'side' },
    h('div', { class: 'verdict sound', role: 'status' },
      h('h1', { tabindex: '-1' }, icon('check'), say('verdict-sound')),
      h('p', {}, say('verdict-signature')),
      h('p', {}, say('verdict-members', { n: manifest.members.length }))),
    opened.forwarded ? h('div', { class: 'verdict refusal' }, h('p', {}, icon('alert'), h('span', {}, say('forwarded')))) : null,
    manifest.override === null ? null : h('div', { class: 'verdict refusal' },
      h('h2', {}, icon('alert'), h('span', { class: 'breaks' }, say('override', { people: manifest.override.people.join(', ') }))),
      facts([[say('override-reason'), h('span', { class: 'told' }, manifest.override.reason)]])),
    h('div', { class: 'verdict due' },
      h('h2', {}, icon('alert'), say('verdict-origin-title')),
      h('p', {}, say('verdict-origin')),
      facts([
        [say('sender'), h('b', {}, manifest.sender.name)],
        [say('kind'), say(`kind-${manifest.kind}`)],
        [say('key-id'), h('code', {}, sender.id)],
        [say('key-text'), h('code', { class: 'breaks' }, sender.text)],
        [say('fingerprint'), h('code', {}, fingerprint)],
      ])),
    facts([
      [say('recipient'), manifest.recipient.name ?? '—'],
      [say('purpose'), speech.purpose(manifest.purpose)],
      [say('created'), speech.time(manifest.created)],
      ...(manifest.cases.length > 0 ? [[say('cases'), caseList(manifest.cases.map(({ code, sequence }) => say('case-sequence', { code, n: sequence.toString() })))] as [string, Node]] : []),
      [say('records'), manifest.totals.records.toString()],
      // What is for the program alone is only counted.
      ...counts.filter(([, n]) => n > 0).map(([word, n]): [string, string] => [say(word), n.toString()]),
      [say('evidence'), say('evidence-count', { n: manifest.totals.files, size: speech.size(manifest.totals.fileBytes) })],
      [say('bundle'), h('code', { class: 'breaks' }, manifest.id)],
    ], 'plain'),
    manifest.note === '' ? null : h('section', { class: 'verdict note' }, h('h2', {}, say('note')), h('p', { class: 'told' }, manifest.note)),
    h('div', { class: 'saving' },
      button(say('save-all'), () => { save(tarOf(opened), 'bundle.tar'); }),
      h('p', { class: 'quiet' }, say('save-hint'))));
}

const CASES_SHOWN = 12;

function caseList(names: string[]): HTMLElement {
  const more = names.length - CASES_SHOWN;
  return h('span', {}, names.slice(0, CASES_SHOWN).join('; ') + (more > 0 ? ` … +${more.toString()}` : ''));
}

/** https://www.w3.org/WAI/ARIA/apg/patterns/tabs/: arrows go along, Tab goes into the section. */
function tabs({ speech }: Stage, { section }: OpenState, go: (section: Section) => void): HTMLElement {
  const list = h('div', { role: 'tablist', 'aria-label': speech.say('parts'), class: 'tabs' });
  for (const [at, name] of sections.entries()) {
    const on = name === section;
    const tab = h('button', {
      type: 'button', role: 'tab', id: `tab-${name}`, 'aria-selected': on ? 'true' : 'false', 'aria-controls': 'panel', tabindex: on ? '0' : '-1', click: () => { go(name); },
    }, speech.say(name));
    tab.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const next = { Home: 0, End: sections.length - 1 }[event.key] ?? (step === undefined ? undefined : (at + step + sections.length) % sections.length);
      const target = next === undefined ? undefined : sections[next];
      if (target === undefined) return;
      event.preventDefault();
      go(target);
    });
    list.append(tab);
  }
  return list;
}

function panel(stage: Stage, state: OpenState): HTMLElement {
  const shown = { dossier: dossierPanel, gallery, register, consent: consentPanel }[state.section](stage, state);
  return h('div', { role: 'tabpanel', id: 'panel', class: `panel ${state.section}`, 'aria-labelledby': `tab-${state.section}`, tabindex: '0' }, ...shown);
}

function dossierPanel({ speech }: Stage, { opened, dossier }: OpenState): HTMLElement[] {
  const say = speech.say.bind(speech);
  const bytes = opened.parts.find(({ name }) => name === DOSSIER)?.bytes;
  return [
    h('div', { class: 'row above' },
      h('p', { class: 'quiet grow' }, say('dossier-links')),
      dossier === null ? null : button(say('print'), () => { printDossier(dossier); }, 'small'),
      bytes ? button(say('save'), () => { save([bytes], DOSSIER); }, 'small') : null),
    dossier === null ? h('p', {}, say('dossier-odd')) : dossierFrame(dossier, say('dossier-frame')),
  ];
}

function consentPanel({ speech }: Stage, { opened }: OpenState): HTMLElement[] {
  const say = speech.say.bind(speech);
  const { consent, withheld } = opened.manifest;
  const consents = consent.map(({ person, covers, basis }) =>
    h('li', {}, h('b', {}, person), h('span', { class: `mark ${covers ? 'sound' : 'refusal'}` }, say(covers ? 'consent-covers' : 'consent-lacks')), h('p', { class: 'told' }, basis)));
  const omissions = withheld.map(({ what, why }) => h('li', {}, h('b', { class: 'told' }, what), h('p', { class: 'told' }, why)));
  const list = (title: string, items: HTMLElement[], none: string): HTMLElement =>
    h('section', {}, h('h2', {}, title), items.length > 0 ? h('ul', { class: 'list' }, ...items) : h('p', { class: 'quiet' }, none));
  return [
    list(say('consent-title'), consents, say('consent-none')),
    list(say('withheld-title'), omissions, say('withheld-none')),
  ];
}
