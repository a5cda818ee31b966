// Papers about cases: which there are, what can be chosen for each, and what the program is asked then.
import type { AnnexAsked } from '../generated/AnnexAsked';
import type { AnnexPreview } from '../generated/AnnexPreview';
import type { Lang } from '../generated/Lang';
import type { ReportKind } from '../generated/ReportKind';
import type { ReportPreview } from '../generated/ReportPreview';
import type { ReportRequest } from '../generated/ReportRequest';

/** A paper about cases, or numbers alone. */
export type PaperKind = ReportKind | 'annex';

/** What can be chosen for a kind of paper. */
export interface PaperSpec {
  kind: PaperKind;
  /** Keys of its name, and of what it is for. */
  name: string;
  what: string;
  /** About one case and no more. */
  one?: boolean;
  /** It goes to a body that can be chosen. */
  body?: boolean;
  /** The vocabulary of its articles. */
  articles?: 'treaty_article' | 'kz_law';
  /** People write texts for it. */
  texts?: boolean;
  /** It tells of people. */
  people?: boolean;
}

/** Every kind of paper, by to whom it goes. */
export const groups: readonly { key: string; papers: readonly PaperSpec[] }[] = [
  {
    key: 'report-group-abroad',
    papers: [
      { kind: 'alternative-report', name: 'report-alternative', what: 'report-alternative-what', body: true, articles: 'treaty_article', texts: true, people: true },
      { kind: 'communication', name: 'report-communication', what: 'report-communication-what', one: true, body: true, articles: 'treaty_article', texts: true, people: true },
      { kind: 'hate-crime', name: 'report-hate-crime', what: 'report-hate-crime-what', people: true },
      { kind: 'annex', name: 'report-annex', what: 'report-annex-what' },
    ],
  },
  {
    key: 'report-group-file',
    papers: [
      { kind: 'register', name: 'report-register', what: 'report-register-what', people: true },
      { kind: 'chronology', name: 'report-chronology', what: 'report-chronology-what', people: true },
    ],
  },
  {
    key: 'report-group-forms',
    papers: [
      { kind: 'statement', name: 'report-statement', what: 'report-statement-what', texts: true, people: true },
      { kind: 'complaint', name: 'report-complaint', what: 'report-complaint-what', articles: 'kz_law', texts: true, people: true },
      { kind: 'judge-complaint', name: 'report-judge', what: 'report-judge-what', articles: 'kz_law', texts: true, people: true },
      { kind: 'examination', name: 'report-examination', what: 'report-examination-what', articles: 'kz_law', texts: true, people: true },
      { kind: 'consent-form', name: 'report-consent', what: 'report-consent-what', texts: true },
    ],
  },
];
const every = groups.flatMap((group) => group.papers);

/** What was chosen. */
export interface PaperForm {
  kind: PaperKind;
  /** Every case that is not for practice, and not only those chosen. */
  all: boolean;
  cases: string[];
  body: string;
  articles: string[];
  lang: Lang;
  identity: string;
  /** Name of the file of texts that was chosen; empty for the program's own. */
  template: string;
  /** The word of the period that was chosen; `own` for days that somebody typed. */
  period: string;
  from: string | null;
  to: string | null;
  for_partner: boolean;
}

/** What the program is asked. */
export type Asked = { paper: ReportRequest } | { annex: AnnexAsked };

/** What it answered, and to what. */
export type Looked = { asked: ReportRequest; paper: ReportPreview } | { asked: AnnexAsked; annex: AnnexPreview };

export function specOf(kind: PaperKind): PaperSpec {
  const found = every.find((one) => one.kind === kind);
  if (!found) throw new Error(kind);
  return found;
}

/** A form for a kind of paper. Cases, language and period stay as they were chosen for another one; `real` says that there are cases
 * that are not for practice. */
export function begun(kind: PaperKind, before: PaperForm | null, lang: Lang, real = true): PaperForm {
  const spec = specOf(kind);
  const cases = spec.one ? (before?.cases ?? []).slice(0, 1) : (before?.cases ?? []);
  const kept = before && { lang: before.lang, period: before.period, from: before.from, to: before.to, for_partner: before.for_partner };
  const fresh = { lang, period: 'all', from: null, to: null, for_partner: false };
  return { kind, all: !spec.one && real && (before?.all ?? true), cases, body: 'cat', articles: [], identity: '', template: '', ...(kept ?? fresh) };
}

/** What is asked with this form; null while something has to be chosen first. */
export function askedOf(form: PaperForm): Asked | null {
  const { kind, lang, body, articles, identity, template, from, to, for_partner } = form;
  if (kind === 'annex') return { annex: { from, to, for_partner } };
  const spec = specOf(kind);
  const cases = form.all && !spec.one ? [] : form.cases;
  if (spec.one ? cases.length !== 1 : !form.all && cases.length === 0) return null;
  return {
    paper: {
      kind,
      cases: [...cases],
      articles: spec.articles ? [...articles] : [],
      body: spec.body ? body : '',
      lang,
      identity: spec.people ? identity : '',
      template: spec.texts ? template : '',
    },
  };
}

/** How the slugs of the articles begin that a body watches over; empty for bodies of no treaty. */
const TREATIES: Record<string, string> = { cat: 'cat_', spt: 'cat_', hrc: 'iccpr_', cescr: 'cescr_', cedaw: 'cedaw_' };

/** Whether an article can be claimed before a body; of the law every one can. */
export function isBefore(spec: PaperSpec, body: string, article: string): boolean {
  return spec.articles !== 'treaty_article' || article.startsWith(TREATIES[body] ?? '');
}
