// Invented papers, for development and tests.
import type { AnnexPreview } from '../../generated/AnnexPreview';
import type { ReportPreview } from '../../generated/ReportPreview';
import type { ReportRequest } from '../../generated/ReportRequest';
import { asked, tableOf } from './numbers';

const preview = (request: ReportRequest): ReportPreview => ({
  kind_label: '',
  title: 'Сообщение в Комитет против пыток',
  purpose: 'un_communication',
  purpose_label: 'сообщение в органы ООН',
  identity_label: 'с именем, конфиденциально',
  cases: [
    { code: 'K-26-030', is_told: false, people: [{ code: 'P-102', is_told: false, is_lower: false, text: 'не войдёт', note: 'нет согласия на эту цель' }] },
    {
      code: request.cases[0] ?? 'K-26-031',
      is_told: true,
      people: [
        { code: 'P-103', is_told: true, is_lower: false, text: 'показан как Айсана (с именем, конфиденциально)', note: 'согласие от 2 окт. 2025' },
        { code: 'P-104', is_told: false, is_lower: false, text: 'не войдёт', note: 'нет согласия на эту цель' },
      ],
    },
  ],
  told: 1,
  stays: [{ text: 'P-104: то, что касается этого человека, не войдёт', note: 'нет согласия на эту цель' }],
  look_again: [{ text: 'Файл не зашифрован: храните его не дольше, чем нужно', note: '' }],
  missing: ['Не записано, почему обжаловать дальше бесполезно'],
  lengths: [{ heading: 'Весь документ', words: 1840, limit: 3500, is_over: false }, { heading: 'Факты', words: 620, limit: 500, is_over: true }, { heading: 'Статьи', words: 410, limit: null, is_over: false }],
  annex: null,
  formats: ['docx', 'pdf'],
});
const annex: AnnexPreview = { chapters: [{ heading: 'Дела', tables: [tableOf(asked('cases', 'by_police'))] }], tables: 1, pictures: 1, empty: 6, hidden: 1, notes: ['N = 20'] };

export const paperAnswers = (): Record<string, (args: Record<string, unknown>) => unknown> => ({
  preview_report: (args) => preview(args['request'] as ReportRequest),
  stop_writing: () => null,
  write_report: (args) => ({ file: 'communication.docx', size: 48_000, size_text: '47 КБ', sha256: '9f3ac21e'.repeat(8), preview: preview(args['request'] as ReportRequest), submission: 's', not_noted: null }),
  preview_annex: async () => {
    await new Promise((done) => setTimeout(done, 600));
    return annex;
  },
  write_annex: () => ({ file: 'annex.docx', tables: 2 }),
  pick_template: () => 'my-texts.txt',
  save_template: () => 'communication-ru.txt',
});
