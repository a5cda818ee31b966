// The same invented case: its proceedings, its sentences, and what is asked next.
import type { ProceedingTrack } from '../../generated/ProceedingTrack';
import type { Question } from '../../generated/Question';
import type { Sentence } from '../../generated/Sentence';
import type { TrackStation } from '../../generated/TrackStation';

type Lang = 'en' | 'ru' | 'kk';
const saying = (lang: Lang) => (en: string, ru: string, kk: string) => ({ en, ru, kk })[lang];

/** What entries of a kind are called together. */
export function sortIn(lang: Lang, id: string): string {
  const s = saying(lang);
  const kinds: Record<string, string> = {
    event: s('Events', 'События', 'Оқиғалар'),
    proceeding_step: s('Steps', 'Шаги', 'Қадамдар'),
    intervention: s('Help given', 'Помощь', 'Көмек'),
    medical_finding: s('Medical findings', 'Медицинские данные', 'Медициналық деректер'),
    deadline: s('Deadlines', 'Сроки', 'Мерзімдер'),
  };
  return kinds[id.replace(/-.*$/u, '')] ?? '';
}

export function questionsIn(lang: Lang): Question[] {
  const s = saying(lang);
  const ask = (text: string, kind: string, field: string, record: string | null = null): Question => ({ text, kind, record, field, with: {} });
  return [
    ask(s('How many hours was the person held?', 'Сколько часов удерживали человека?', 'Адам неше сағат ұсталды?'), 'act', 'hours_held', 'act-1'),
    ask(s('Did a doctor examine the person afterwards?', 'Осматривал ли после этого врач?', 'Кейін дәрігер қарады ма?'), 'act', 'medical_check', 'act-1'),
    ask(s('Threats were made: how dangerous is it now?', 'Были угрозы: насколько опасно сейчас?', 'Қоқан-лоққы болған: қазір қаншалықты қауіпті?'), 'risk_assessment', 'threats'),
    ask(s('What words was it refused with?', 'Какими словами отказали?', 'Қандай сөзбен бас тартты?'), 'proceeding_step', 'refusal_words', 'proceeding_step-3'),
  ];
}

export function sentencesIn(lang: Lang): Sentence[] {
  const s = saying(lang);
  const scene = s('Held at the station · Almaty · 28 September 2025', 'Удержание в отделе · Алматы · 28 сентября 2025', 'Бөлімде ұстау · Алматы · 2025 ж. 28 қыркүйек');
  const deed = (n: number, text: string, what: string): Sentence => ({ acts: [`act-${String(n)}`], text, event: 'event-1', scene, who: '', what, whom: 'P-103' });
  const unit = s('duty unit (on duty)', 'дежурная часть (на службе)', 'кезекші бөлім (қызмет үстінде)');
  const chief = s('head of the unit', 'начальник отдела', 'бөлім бастығы');
  return [
    deed(1, s(`P-103 was unlawfully detained by ${unit}`, `P-103 незаконно задержали: ${unit}`, `P-103 заңсыз ұсталды. Кім: ${unit}`), s('unlawful detention', 'незаконное задержание', 'заңсыз ұстау')),
    deed(2, s(`P-103 was outed by ${unit}`, `Ориентацию или идентичность P-103 раскрыли без согласия: ${unit}`, `P-103: бағдары немесе сәйкестігі келісімсіз жария етілді. Кім: ${unit}`), s('outing', 'аутинг', 'аутинг')),
    deed(3, s(`P-103 had a complaint refused by ${chief}`, `Заявление P-103 не приняли или не зарегистрировали: ${chief}`, `P-103: арызы қабылданбады немесе тіркелмеді. Кім: ${chief}`), s('refusal to register', 'отказ в регистрации', 'тіркеуден бас тарту')),
  ];
}

export function tracksIn(lang: Lang): ProceedingTrack[] {
  const s = saying(lang);
  const stop = (n: number, when: string, title: string, mode: string, words: string, more: Partial<TrackStation> = {}): TrackStation => ({
    id: `proceeding_step-${String(n)}`, when, title, is_refusal: mode !== '', mode, words, who: '', asked: s('CC 145', 'ст. 145 УК', 'ҚК 145-бап'), given: '', motive: '', result: null, evidence: [], ...more,
  });
  const criminal: ProceedingTrack = {
    id: 'proceeding-1', title: s('Complaint under article 145', 'Заявление по статье 145', '145-бап бойынша арыз'), kind: s('Pre-trial investigation', 'Досудебное расследование', 'Сотқа дейінгі тергеу'),
    legal_basis: s('CC 145', 'ст. 145 УК', 'ҚК 145-бап'), numbers: [s('KUI 2025-0009', 'КУИ 2025-0009', 'АЕК 2025-0009')], applicant: 'P-103', lawyer: 'P-107', refusals: 3,
    stations: [
      stop(1, s('28 Sept. 2025', '28 сент. 2025', '2025 ж. 28 қыр.'), s('Duty unit: statement attempted', 'Дежурная часть: попытка подать заявление', 'Кезекші бөлім: арыз беруге әрекет'), s('spoken refusal', 'отказали устно', 'ауызша бас тартты'), s('“we do not take such statements”', '«такие заявления не берём»', '«мұндай арыз алмаймыз»'), { who: s('officer on duty', 'дежурный офицер', 'кезекші офицер') }),
      stop(2, s('2 Oct. 2025', '2 окт. 2025', '2025 ж. 2 қаз.'), s('District police: complaint filed', 'Районная полиция: заявление подано', 'Аудандық полиция: арыз берілді'), '', '', { result: { meaning: 'plain', text: s('pending', 'рассматривается', 'қаралуда') } }),
      stop(3, s('19 Oct. 2025', '19 окт. 2025', '2025 ж. 19 қаз.'), s('District prosecutor: complaint', 'Районная прокуратура: жалоба', 'Аудандық прокуратура: шағым'), s('written refusal', 'письменный отказ', 'жазбаша бас тартты'), '', { given: s('Administrative 434', 'ст. 434 КоАП', 'ӘҚБтК 434-бап'), motive: s('not mentioned', 'не назван', 'аталмаған') }),
      stop(4, s('early Nov. 2025', 'начало нояб. 2025', '2025 ж. қарашаның басы'), s('Prosecutor General: complaint', 'Генеральная прокуратура: жалоба', 'Бас прокуратура: шағым'), s('returned', 'вернули', 'қайтарды'), s('“sent to the same district”', '«направлено в тот же район»', '«сол ауданға жіберілді»')),
    ],
    stage: s('not accepted', 'заявление не приняли', 'арыз қабылданбады'), outcome: s('no elements of an offence', 'нет состава', 'құрамы жоқ'), motive: s('denied', 'отрицается', 'жоққа шығарылды'),
    next: [{ key: 'cpc_106:proceeding_step-3', record: 'proceeding_step-3', when: s('26 November 2026', '26 ноября 2026', '2026 ж. 26 қараша'), what: s('Complaint to the investigating judge', 'Жалоба следственному судье', 'Тергеу судьясына шағым'), mark: { meaning: 'due', text: s('in 3 days', 'через 3 дня', '3 күннен кейін') } }],
  };
  const un: ProceedingTrack = {
    id: 'proceeding-2', title: s('Communication to the Committee against Torture', 'Сообщение в Комитет против пыток', 'Азаптауға қарсы комитетке хабарлама'), kind: '', legal_basis: '', numbers: [], applicant: 'P-103', lawyer: '', refusals: 0, stations: [],
    stage: s('being prepared', 'готовится', 'дайындалып жатыр'), outcome: '', motive: '', next: [],
  };
  return [criminal, un];
}
