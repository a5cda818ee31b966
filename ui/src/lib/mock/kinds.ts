// The forms as the program would describe them, read from the declarations and words themselves.
import { FluentBundle, FluentResource } from '@fluent/bundle';
import type { FieldView } from '../../generated/FieldView';
import type { FormKind } from '../../generated/FormKind';
import type { NewTerm } from '../../generated/NewTerm';
import type { TermView } from '../../generated/TermView';
import type { VocabularyLine } from '../../generated/VocabularyLine';
import type { VocabularyView } from '../../generated/VocabularyView';

type Lang = 'en' | 'ru' | 'kk';
type Term = { slug: string; esf?: string; iso?: string; articles?: string[]; flags?: Record<string, boolean | string>; from?: string; was?: string } & Record<Lang, string>;

const declarations = import.meta.glob<string>('../../../../crates/domain/src/kinds/*.rs', { query: '?raw', import: 'default', eager: true });
const vocabularies = import.meta.glob<string>('../../../../crates/domain/vocab/*.json', { query: '?raw', import: 'default', eager: true });
const labels = import.meta.glob<string>('../../../locales/*/fields.ftl', { query: '?raw', import: 'default', eager: true });
const ORDER = ['case', 'event', 'person', 'person_identity', 'act', 'involvement', 'account', 'proceeding', 'proceeding_step', 'evidence_item', 'consent', 'note', 'task', 'intervention', 'medical_finding', 'risk_assessment', 'organisation', 'perpetrator_mark', 'relation', 'event_link', 'submission', 'recommendation', 'term', 'deadline_rule'];

const read = (file: string): Term[] => JSON.parse(vocabularies[`../../../../crates/domain/vocab/${file}.json`] ?? '[]') as Term[];

function options(name: string, lang: Lang) {
  return [...read(name), ...read('reserved')].map((term) => ({ slug: term.slug, label: term[lang], term: null, is_retired: false }));
}

export function kindsIn(lang: Lang): FormKind[] {
  const bundle = new FluentBundle(lang, { useIsolating: false });
  bundle.addResource(new FluentResource(labels[`../../../locales/${lang}/fields.ftl`] ?? ''));
  const word = (key: string) => {
    const value = bundle.getMessage(key)?.value;
    return value ? bundle.formatPattern(value, null, []) : '';
  };
  return ORDER.map((name) => {
    const source = declarations[`../../../../crates/domain/src/kinds/${name}.rs`] ?? '';
    const fields: FieldView[] = [];
    let group = 'main';
    for (const line of source.split('\n')) {
      const inGroup = /^ {8}([a-z]+) \{/u.exec(line)?.[1];
      if (inGroup) group = inGroup;
      const found = /^ {12}([a-z0-9_]+): ([A-Z][a-z]+)(?:\("([^"]+)"\))?, ([ABC])(.*);/u.exec(line);
      if (!found) continue;
      const [, field = '', type = '', of = '', privacy = '', marks = ''] = found;
      fields.push({
        name: field,
        label: word(`field-${name}-${field}`) || field,
        hint: word(`field-${name}-${field}-hint`),
        kind: type.toLowerCase() as FieldView['kind'],
        target: type.startsWith('Link') ? of : '',
        options: type.startsWith('Code') ? options(of, lang) : [],
        required: marks.includes('required'),
        either: marks.includes('either'),
        machine_made: marks.includes('machine_made'),
        group,
        group_label: group === 'main' ? '' : word(`group-${group}`),
        privacy,
      });
    }
    return { name, label: word(`kind-${name}`), in_case: source.includes(' in Case {'), fields };
  });
}

/** The vocabularies, and the words added since the page was opened. */
export function vocabularyAnswers() {
  const own = new Map<string, TermView[]>();
  const isOpen = (term: Term | undefined) => term?.flags?.['closed'] !== true;
  const shown = (term: Term, lang: Lang): TermView => ({
    slug: term.slug, id: null, label: term[lang], en: term.en, ru: term.ru, kk: term.kk, esf: term.esf ?? '', iso: term.iso ?? '',
    articles: term.articles ?? [], flags: [], validity: term.from ?? '', formerly: '', replaces: term.was ?? '',
    remark: term.flags?.['to_be_confirmed'] === true ? { en: 'To be confirmed by a lawyer', ru: 'Уточнить у юриста', kk: 'Заңгермен нақтылау керек' }[lang] : '',
    is_retired: false, used: 0,
  });
  return {
    list_vocabularies: ({ lang }: { lang: Lang }): VocabularyLine[] =>
      read('vocabulary').map((term) => ({ name: term.slug, label: term[lang], terms: read(term.slug).length, own: (own.get(term.slug) ?? []).filter((one) => !one.is_retired).length, is_open: isOpen(term) })),
    read_vocabulary: ({ lang, name }: { lang: Lang; name?: unknown }): VocabularyView => {
      const of = String(name);
      const known = read('vocabulary').find((term) => term.slug === of);
      return { name: of, label: known?.[lang] ?? of, is_open: isOpen(known), terms: [...read(of).map((term) => shown(term, lang)), ...(own.get(of) ?? [])] };
    },
    add_term: (args: { lang: Lang; new?: unknown }): TermView => {
      const asked = args.new as NewTerm;
      const before = own.get(asked.vocabulary) ?? [];
      const label = asked[args.lang] || asked.ru || asked.kk || asked.en;
      const made: TermView = { ...shown({ slug: '', en: asked.en, ru: asked.ru, kk: asked.kk }, args.lang), label, id: `term-${String(before.length)}`, validity: asked.valid_from, replaces: asked.replaces, remark: asked.confirmed_by };
      own.set(asked.vocabulary, [...before, made]);
      return made;
    },
    retire_term: ({ id, retired }: { lang: Lang; id?: unknown; retired?: unknown }): TermView | undefined => {
      const found = [...own.values()].flat().find((term) => term.id === id);
      if (found) found.is_retired = retired === true;
      return found;
    },
  };
}
