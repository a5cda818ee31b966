// Invented answers about versions, the trash and what is forgotten.
import type { ActionsView } from '../../generated/ActionsView';
import type { FieldChange } from '../../generated/FieldChange';
import type { Gone } from '../../generated/Gone';
import type { HistoryLine } from '../../generated/HistoryLine';
import type { TrashLine } from '../../generated/TrashLine';

type Lang = 'en' | 'ru' | 'kk';
type Args = Record<string, unknown> & { lang: Lang };
type Answers = Record<string, (args: Args) => unknown>;
const say = (lang: Lang, en: string, ru: string, kk: string) => ({ en, ru, kk })[lang];

export function historyIn(lang: Lang, id: string): HistoryLine[] {
  const s = (en: string, ru: string, kk: string) => say(lang, en, ru, kk);
  const line = (n: number, when: string, author: string, machine: string, changed: string[]): HistoryLine => ({
    n, id, title: s('Held at the station for more than six hours', 'Больше шести часов удерживали в отделе', 'Бөлімде алты сағаттан астам ұсталды'), author, machine, time: '2026-11-20T10:00:00Z', when, changed,
  });
  return [
    line(4, s('today, 09:12', 'сегодня, 09:12', 'бүгін, 09:12'), 'A.', '7f31c0aa', [s('Description', 'Описание', 'Сипаттама')]),
    line(3, s('20 Nov., 18:40', '20 нояб., 18:40', '20 қар., 18:40'), s('Dana', 'Дана', 'Дана'), 'c2204e19', [s('Date', 'Дата', 'Күні'), s('Place', 'Место', 'Орны')]),
    line(2, s('20 Nov., 18:02', '20 нояб., 18:02', '20 қар., 18:02'), s('Dana', 'Дана', 'Дана'), 'c2204e19', [s('Description', 'Описание', 'Сипаттама')]),
    line(1, s('19 Nov., 11:30', '19 нояб., 11:30', '19 қар., 11:30'), 'A.', '7f31c0aa', []),
  ];
}

function changesIn(lang: Lang): FieldChange[] {
  const s = (en: string, ru: string, kk: string) => say(lang, en, ru, kk);
  return [
    { field: 'description', label: s('Description', 'Описание', 'Сипаттама'), before: s('They held him in the corridor for about five hours. There was no lawyer.', 'Его держали в коридоре около пяти часов. Адвоката не было.', 'Оны дәлізде бес сағаттай ұстады. Адвокат болған жоқ.'), after: s('They held him in the corridor for more than six hours. There was no lawyer and no doctor.', 'Его держали в коридоре больше шести часов. Адвоката и врача не было.', 'Оны дәлізде алты сағаттан астам ұстады. Адвокат та, дәрігер де болған жоқ.') },
    { field: 'date', label: s('Date', 'Дата', 'Күні'), before: s('September 2025', 'сентябрь 2025', '2025 ж. қыркүйек'), after: s('28 September 2025', '28 сентября 2025', '2025 ж. 28 қыркүйек') },
    { field: 'locality', label: s('Town or village', 'Город или село', 'Қала немесе ауыл'), before: '', after: 'Алматы' },
  ];
}

/** The answers; `all` gives what else is answered, because a version that comes back is a record for its form. */
export function trashAnswers(all: () => Answers, isEmpty: boolean): Answers {
  let lines: TrashLine[] | null = isEmpty ? [] : null;
  let actions: ActionsView = { undo: null, redo: null };
  const trash = (lang: Lang): TrashLine[] => {
    const s = (en: string, ru: string, kk: string) => say(lang, en, ru, kk);
    lines ??= [
      { id: 'event-9', code: '', kind: 'event', kind_label: s('Event', 'Событие', 'Оқиға'), title: s('Second visit of the officers', 'Второй приход сотрудников', 'Қызметкерлердің екінші келуі'), case_code: 'K-26-031', when: s('today, 10:05', 'сегодня, 10:05', 'бүгін, 10:05'), by: 'A.', records: 1 },
      { id: 'case-9', code: 'K-26-004', kind: 'case', kind_label: s('Case', 'Дело', 'Іс'), title: s('Recorded twice by mistake', 'Записано дважды по ошибке', 'Қателесіп екі рет жазылған'), case_code: '', when: s('18 Nov., 16:20', '18 нояб., 16:20', '18 қар., 16:20'), by: 'Дана', records: 7 },
    ];
    return lines;
  };
  const titled = (lang: Lang, id: unknown) => ({ id, title: say(lang, 'Second visit of the officers', 'Второй приход сотрудников', 'Қызметкерлердің екінші келуі'), records: 1 });
  const gone = (lang: Lang, id: string): Gone => {
    const s = (en: string, ru: string, kk: string) => say(lang, en, ru, kk);
    const isPerson = id.startsWith('person');
    return {
      id, title: isPerson ? 'P-103' : titled(lang, id).title,
      records: isPerson
        ? [{ id, kind_label: s('Person', 'Человек', 'Адам'), title: 'P-103' }, { id: 'i', kind_label: s('Name', 'Имя', 'Есім'), title: 'P-103' }, { id: 'c', kind_label: s('Consent', 'Согласие', 'Келісім'), title: s('lawyer, named', 'адвокату, с именем', 'адвокатқа, есімімен') }]
        : [{ id, kind_label: s('Event', 'Событие', 'Оқиға'), title: titled(lang, id).title }],
      revisions: isPerson ? 9 : 2, files: isPerson ? 1 : 0,
      still_named_by: isPerson ? [{ id: 'a', kind_label: s('Account', 'Рассказ', 'Әңгіме'), title: s('Account of 30 Sept. 2025', 'Рассказ 30 сент. 2025', '2025 ж. 30 қыр. әңгімесі') }] : [],
      bundles: isPerson ? [s('Lawyer, Almaty bar · 2026-11-20-7c1e.age · 20 Nov. 2026', 'Адвокат, Алматы · 2026-11-20-7c1e.age · 20 нояб. 2026', 'Адвокат, Алматы · 2026-11-20-7c1e.age · 2026 ж. 20 қар.')] : [],
      backups: isPerson ? ['USB KINGSTON · 2026-11-21'] : [],
      exports: isPerson ? [] : [`/media/usb/IMG_2041.jpg, ${s('20 Nov. 2026', '20 нояб. 2026', '2026 ж. 20 қар.')}`],
      unfinished: false,
    };
  };
  const away = ({ id, lang }: Args) => {
    lines = trash(lang).filter((line) => line.id !== id);
    return gone(lang, String(id));
  };
  return {
    undo_record: (args) => all()['read_record']?.(args),
    redo_record: () => {
      throw { code: 'nothing-to-redo', about: '' };
    },
    compare_revisions: ({ lang }) => changesIn(lang),
    restore_revision: (args) => all()['read_record']?.(args),
    delete_record: ({ lang, id }) => {
      const { title } = titled(lang, id);
      actions = { undo: title, redo: null };
      lines = [{ ...trash(lang)[0]!, id: String(id) }, ...trash(lang)];
      return titled(lang, id);
    },
    restore_record: ({ lang, id }) => {
      lines = trash(lang).filter((line) => line.id !== id);
      return titled(lang, id);
    },
    list_trash: ({ lang }) => trash(lang),
    preview_gone: ({ lang, id }) => gone(lang, String(id)),
    destroy_record: away,
    forget_record: away,
    undo_action: () => {
      if (!actions.undo) throw { code: 'nothing-to-undo', about: '' };
      return (actions = { undo: null, redo: actions.undo });
    },
    redo_action: () => {
      if (!actions.redo) throw { code: 'nothing-to-redo', about: '' };
      return (actions = { undo: actions.redo, redo: null });
    },
    list_actions: () => actions,
  };
}
