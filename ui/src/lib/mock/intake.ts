// The questions of a first talk, read from their declaration and words; drafts of talks live in the mock's own records.
import { FluentBundle, FluentResource } from '@fluent/bundle';
import type { FieldView } from '../../generated/FieldView';
import type { IntakeLine } from '../../generated/IntakeLine';
import type { IntakePreview } from '../../generated/IntakePreview';
import type { IntakeQuestion } from '../../generated/IntakeQuestion';
import { insteadOf, isAnswered, rowsOf } from '../talk';
import { kindsIn } from './kinds';

type Lang = 'en' | 'ru' | 'kk';
type Bodies = Map<string, { kind: string; body: Record<string, unknown> }>;

const declared = import.meta.glob<string>('../../../../crates/domain/src/intake.rs', { query: '?raw', import: 'default', eager: true });
const words = import.meta.glob<string>('../../../locales/*/intake.ftl', { query: '?raw', import: 'default', eager: true });
const RESERVED = ['unknown', 'not_asked', 'declined', 'not_applicable'];

export function questionsIn(lang: Lang): IntakeQuestion[] {
  const bundle = new FluentBundle(lang, { useIsolating: false });
  bundle.addResource(new FluentResource(words[`../../../locales/${lang}/intake.ftl`] ?? ''));
  const word = (key: string, args: Record<string, string> = {}) => {
    const value = bundle.getMessage(key)?.value;
    return value ? bundle.formatPattern(value, args, []) : '';
  };
  const kinds = kindsIn(lang);
  const table = /\nquestions! \{\n([\s\S]*?)\n\}\n/u.exec(Object.values(declared)[0] ?? '')?.[1] ?? '';
  return [...table.matchAll(/^ {4}(\d+) "([a-z]+)"( several)? \{([\s\S]*?)\}$/gmu)].map(([, number = '', id = '', several, parts = '']) => ({
    number: Number(number),
    id,
    text: word(`intake-${id}`),
    hint: word(`intake-${id}-hint`),
    repeats: several !== undefined,
    row: word(`intake-${id}-row`, { n: '#' }),
    parts: [...parts.matchAll(/([a-z_]+)\.([a-z_]+)( many)?(?:\s*\[([^\]]*)\])?/gu)].flatMap(([, kind, name = '', many, only]): FieldView[] => {
      const field = kinds.find((one) => one.name === kind)?.fields.find((one) => one.name === name);
      if (!field) return [];
      const terms = [...(only ?? '').matchAll(/[a-z_]+/gu)].map(([slug]) => slug);
      const options = field.options.filter(({ slug }) => !terms.length || terms.includes(slug) || RESERVED.includes(slug));
      return [{ ...field, kind: many ? 'codes' : field.kind, required: false, options, label: word(`intake-${id}-part-${name}`) || field.label }];
    }),
  }));
}

export function intakeAnswers(bodies: Bodies) {
  const answersOf = (id: unknown) => bodies.get(String(id))?.body ?? {};
  const filled = (row: Record<string, unknown>) => Object.keys(row).length > 0;
  return {
    list_questions: ({ spoken }: { lang: Lang; spoken?: unknown }): IntakeQuestion[] => questionsIn(spoken as Lang),
    list_intakes: ({ lang }: { lang: Lang }): IntakeLine[] =>
      [...bodies]
        .filter(([, one]) => one.kind === 'intake')
        .map(([id, { body }]) => ({
          id,
          title: String(rowsOf(body['title'])[0]?.['title'] ?? ''),
          answered: questionsIn(lang).filter((question) => isAnswered(body[question.id])).length,
          of: 13,
          changed: { ru: 'только что', kk: 'жаңа ғана', en: 'just now' }[lang],
        })),
    preview_intake: ({ lang, id }: { lang: Lang; id?: unknown }): IntakePreview => {
      const body = answersOf(id);
      const people = Math.max(1, rowsOf(body['people']).filter(filled).length);
      const types = rowsOf(body['acts'])[0]?.['act_type'];
      const acts = people * (Array.isArray(types) ? types.length : 0);
      const count = { case: 1, event: 1, person: people, act: acts, involvement: acts * rowsOf(body['perpetrators']).filter(filled).length, account: 1 };
      const kinds = kindsIn(lang);
      const label = (kind: string) => kinds.find((one) => one.name === kind)?.label ?? kind;
      const named = rowsOf(body['people']).some((row) => /^\p{L}{4,}$/u.test(String(row['code'] ?? '')));
      const look = { ru: '«Человек 1»: код похож на имя. Нейтральный код короткий и с цифрой; пустой программа заполнит сама.', kk: '«1-адам»: код есімге ұқсайды. Бейтарап код қысқа әрі цифры бар болады; бос қалса, бағдарлама өзі толтырады.', en: '“Person 1”: the code looks like a name. A neutral code is short and has a digit; the program fills in an empty one.' };
      return {
        records: Object.entries(count).filter(([, n]) => n > 0).map(([kind, n]) => ({ text: label(kind), note: String(n) })),
        look_again: named ? [look[lang]] : [],
        is_empty: !(filled(rowsOf(body['words'])[0] ?? {}) || insteadOf(body['words']) || filled(rowsOf(body['title'])[0] ?? {})),
      };
    },
    print_intake_form: ({ spoken }: { lang: Lang; spoken?: unknown }) => `blank-${String(spoken)}.html`,
  };
}
