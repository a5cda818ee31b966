// The forms as the program would describe them, read from the declarations and words themselves.
import { FluentBundle, FluentResource } from '@fluent/bundle';
import type { FieldView } from '../../generated/FieldView';
import type { FormKind } from '../../generated/FormKind';

type Lang = 'en' | 'ru' | 'kk';
type Term = { slug: string } & Record<Lang, string>;

const declarations = import.meta.glob<string>('../../../../crates/domain/src/kinds/*.rs', { query: '?raw', import: 'default', eager: true });
const vocabularies = import.meta.glob<string>('../../../../crates/domain/vocab/*.json', { query: '?raw', import: 'default', eager: true });
const labels = import.meta.glob<string>('../../../locales/*/fields.ftl', { query: '?raw', import: 'default', eager: true });
const ORDER = ['case', 'event', 'person', 'person_identity', 'act', 'involvement', 'account', 'proceeding', 'proceeding_step', 'evidence_item', 'consent', 'task', 'deadline_rule'];

function options(name: string, lang: Lang) {
  const read = (file: string): Term[] => JSON.parse(vocabularies[`../../../../crates/domain/vocab/${file}.json`] ?? '[]') as Term[];
  return [...read(name), ...read('reserved')].map((term) => ({ slug: term.slug, label: term[lang] }));
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
      const found = /^ {12}([a-z_]+): ([A-Z][a-z]+)(?:\("([^"]+)"\))?, ([ABC])(.*);/u.exec(line);
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
        machine_made: marks.includes('machine_made'),
        group,
        group_label: group === 'main' ? '' : word(`group-${group}`),
        privacy,
      });
    }
    return { name, label: word(`kind-${name}`), in_case: !name.startsWith('person') && name !== 'deadline_rule', fields };
  });
}
