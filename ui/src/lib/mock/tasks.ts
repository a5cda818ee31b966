// Invented deadlines of the invented case.
import type { DeadlineLine } from '../../generated/DeadlineLine';
import type { RuleLine } from '../../generated/RuleLine';
import type { SettleTask } from '../../generated/SettleTask';

type Lang = 'en' | 'ru' | 'kk';
const say = (lang: Lang, en: string, ru: string, kk: string) => ({ en, ru, kk })[lang];
const settled = new Map<string, { status: string; why: string }>();
const added: string[] = [];

export function deadlinesIn(lang: Lang, inCase = false): DeadlineLine[] {
  const s = (en: string, ru: string, kk: string) => say(lang, en, ru, kk);
  const line = (at: number, more: Partial<DeadlineLine>): DeadlineLine => ({
    key: `cpc_106:proceeding_step-${String(at)}`, group: 'later', label: '', nature: s('a right ends with it', 'после него право теряется', 'содан кейін құқық жойылады'), nature_slug: 'term',
    case: inCase || at < 4 ? 'case-0' : 'case-2', case_code: inCase || at < 4 ? 'K-26-031' : 'K-26-028', case_title: s('Held at the station', 'Удержание в отделе', 'Бөлімде ұстау'), record: `proceeding_step-${String(at)}`,
    counted_from: s('District prosecutor: complaint to the prosecutor, 11 Nov 2026', 'Прокуратура района: жалоба прокурору, 11 ноя. 2026', 'Аудан прокуратурасы: прокурорға шағым, 11 қар. 2026'),
    due: '', mark: { meaning: 'plain', text: '' }, remarks: [], ground: s('Criminal Procedure Code, art. 106', 'УПК, ст. 106', 'ҚПК, 106-бап'), note: '', to_be_confirmed: false, why: '', task: null, can_settle: true, ...more,
  });
  const lines = [
    line(2, { group: 'overdue', label: s('Registration of the complaint', 'Регистрация заявления', 'Арызды тіркеу'), due: s('20 November 2026', '20 ноября 2026', '20 қараша 2026'), nature: s('a reply is expected by then', 'к этому дню ждут ответа', 'осы күнге дейін жауап күтіледі'), nature_slug: 'expected_reply', mark: { meaning: 'refusal', text: s('no reply, 3 days over', 'ответа нет, прошло 3 дня', 'жауап жоқ, 3 күн өтті') }, to_be_confirmed: true }),
    line(3, { group: 'soon', label: s('Complaint to the investigating judge', 'Жалоба следственному судье', 'Тергеу судьясына шағым'), due: s('26 November 2026', '26 ноября 2026', '26 қараша 2026'), mark: { meaning: 'due', text: s('in 3 days', 'через 3 дня', '3 күннен кейін') }, to_be_confirmed: true, note: s('Fifteen days from the day the person learned of the decision.', 'Пятнадцать суток со дня, когда человек узнал о решении.', 'Адам шешім туралы білген күннен бастап он бес тәулік.') }),
    line(4, { group: 'note', label: s('Human Rights Committee: five years after domestic remedies', 'Комитет по правам человека: пять лет после внутренних средств защиты', 'Адам құқықтары жөніндегі комитет: ішкі қорғау құралдарынан кейін бес жыл'), due: s('November 2030', 'ноябрь 2030', 'қараша 2030'), nature: s('a presumption, not a bar', 'презумпция, а не запрет', 'презумпция, тыйым емес'), nature_slug: 'presumption', mark: null }),
    ...added.map((label, at) => line(20 + at, { label, nature: s('your own', 'своё', 'өзіміз белгіледік'), nature_slug: 'own', counted_from: '', ground: '', mark: { meaning: 'plain', text: s('no day known', 'день неизвестен', 'күні белгісіз') } })),
  ];
  return lines.map((one) => {
    const said = settled.get(one.key);
    return said && said.status !== 'open' ? { ...one, group: 'settled', why: said.why, mark: { meaning: 'sound', text: said.status } } : one;
  });
}

export function settle(lang: Lang, { key, status, why }: SettleTask): DeadlineLine | undefined {
  settled.set(key, { status, why });
  return deadlinesIn(lang).find((line) => line.key === key);
}

export function addTask(lang: Lang, what: string): DeadlineLine | undefined {
  added.push(what);
  return deadlinesIn(lang).at(-1);
}

export function rulesIn(lang: Lang): RuleLine[] {
  return deadlinesIn(lang).map(({ label, nature, ground, note, to_be_confirmed }) => ({ id: null, label, length: say(lang, '15 days', '15 дней', '15 күн'), nature, ground, note, to_be_confirmed, is_incomplete: false }));
}
