// What opens the invented storage, and how whole it is.
import type { BackupState } from '../../generated/BackupState';
import type { BackupView } from '../../generated/BackupView';
import type { CheckedPart } from '../../generated/CheckedPart';
import type { CheckLine } from '../../generated/CheckLine';
import type { RecoveryView } from '../../generated/RecoveryView';
import type { RehearsalView } from '../../generated/RehearsalView';
import type { ShareView } from '../../generated/ShareView';
import type { SlotView } from '../../generated/SlotView';
import type { VerifyView } from '../../generated/VerifyView';

type Lang = 'en' | 'ru' | 'kk';
const say = (lang: Lang, en: string, ru: string, kk: string) => ({ en, ru, kk })[lang];
const code: Record<Lang, string> = {
  kk: 'адыр балта ғимарат домбыра ескек жүзік керуен қайық мөлдір нөсер өзен тұлпар үміт',
  ru: 'аромат берег вишня глобус дворец ёлка журнал зеркало камыш ладонь мельница остров пламя',
  en: 'autumn barley candle desert ember falcon glacier hollow island jacket kettle lagoon marble',
};
const day = (lang: Lang) => say(lang, '22 Nov. 2026, 13:40', '22 нояб. 2026, 13:40', '2026 ж. 22 қар., 13:40');
const place = '/media/stick/kopiya';

export function codeIn(lang: Lang): RecoveryView {
  return { words: code[lang].split(' ') };
}

export function cardsIn(lang: Lang): ShareView[] {
  const words = code[lang].split(' ');
  return [1, 2, 3].map((number) => ({
    number,
    set: '7c1e09ab',
    words: [...words.slice(number), ...words, ...words].slice(0, 16),
    file: `card-${String(number)}-7c1e09ab.txt`,
  }));
}

export function slotsIn(lang: Lang): SlotView[] {
  const slot = (number: number, kind: SlotView['kind'], kind_label: string, label: string, when: string, is_own = false): SlotView => ({
    number, kind, kind_label, label, when, is_own, can_go: kind !== 'unknown',
  });
  const made = say(lang, 'since 2 Oct. 2026', 'с 2 окт. 2026', '2026 ж. 2 қаз. бастап');
  const later = say(lang, 'since 11 Nov. 2026', 'с 11 нояб. 2026', '2026 ж. 11 қар. бастап');
  const passphrase = say(lang, 'Passphrase', 'Парольная фраза', 'Құпия сөйлем');
  return [
    slot(0, 'passphrase', passphrase, '', made, true),
    slot(1, 'recovery', say(lang, 'Recovery code on paper', 'Код восстановления на бумаге', 'Қағаздағы қалпына келтіру коды'), '', made),
    slot(2, 'passphrase', passphrase, say(lang, 'night shift', 'ночная смена', 'түнгі ауысым'), later),
    slot(3, 'shares', say(lang, 'Three cards, any two', 'Три карточки, любые две', 'Үш карточка, кез келген екеуі'), '7c1e09ab', later),
  ];
}

export function stateIn(lang: Lang, isFresh: boolean): BackupState {
  return { when: day(lang), place, changes: isFresh ? 0 : 42, is_due: !isFresh };
}

export function backedUpIn(lang: Lang): BackupView {
  return { place, when: day(lang), records: 412, files: 37, bytes: 96_000_000, written: 2_100_000, written_text: say(lang, '2.1 MB', '2,1 МБ', '2,1 МБ'), verified: true, pruned: 1 };
}

export function rehearsedIn(lang: Lang, whole: boolean): RehearsalView {
  const fault = say(lang, 'One pack is shorter than it was written', 'Один из пакетов короче, чем был записан', 'Пакеттердің бірі жазылған кезінен қысқа');
  return { whole, when: day(lang), records: 412, records_expected: 412, files: whole ? 37 : 35, files_expected: 37, faults: whole ? [] : [fault] };
}

export function checkedIn(lang: Lang, whole: boolean): VerifyView {
  const line = (part: CheckedPart, label: string, looked_at: number, faults: string[] = []): CheckLine => ({ part, label, looked_at, faults });
  const damage = say(lang, 'Bruise on the arm: not what it was', 'Синяк на руке: уже не тот, каким был принят', 'Қолдағы көгерген жер: қабылданған күйінде емес');
  return {
    whole,
    parts: [
      line('key', say(lang, 'Key file', 'Файл ключа', 'Кілт файлы'), 8),
      line('pages', say(lang, 'Pages of the records', 'Страницы записей', 'Жазбалардың беттері'), 2310),
      line('structure', say(lang, 'Tables and references', 'Таблицы и ссылки', 'Кестелер мен сілтемелер'), 21),
      line('search', say(lang, 'Search index', 'Поисковый указатель', 'Іздеу көрсеткіші'), 412),
      line('journal', say(lang, 'Journal', 'Журнал', 'Журнал'), 1644),
      line('evidence', say(lang, 'Evidence files', 'Файлы-доказательства', 'Дәлел файлдары'), 37, whole ? [] : [damage]),
      line('strays', say(lang, 'Files that belong to nothing', 'Ничьи файлы', 'Ешкімдікі емес файлдар'), 1, whole ? [] : ['files/7c/1e09.part']),
    ],
    advice: whole ? '' : say(lang, 'Bring the damaged file back from a backup.', 'Верните повреждённый файл из резервной копии.', 'Бүлінген файлды сақтық көшірмеден қайтарыңыз.'),
  };
}
