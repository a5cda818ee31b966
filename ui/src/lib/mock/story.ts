// One invented case, told in three languages.
import type { JournalPage } from '../../generated/JournalPage';
import type { BundleLine } from '../../generated/BundleLine';
import type { CasePage } from '../../generated/CasePage';
import type { CaseRow } from '../../generated/CaseRow';
import type { ContactView } from '../../generated/ContactView';
import type { EvidenceLine } from '../../generated/EvidenceLine';
import type { ExportPreview } from '../../generated/ExportPreview';
import type { InspectView } from '../../generated/InspectView';
import type { Meaning } from '../../generated/Meaning';
import type { PracticeView } from '../../generated/PracticeView';
import type { SealPreview } from '../../generated/SealPreview';
import type { TimelineItem } from '../../generated/TimelineItem';
import { deadlinesIn } from './tasks';
import { questionsIn, sentencesIn, sortIn, tracksIn } from './tracks';

type Lang = 'en' | 'ru' | 'kk';
export interface Words {
  code: string[];
  print: string[];
}
const say = (lang: Lang, en: string, ru: string, kk: string) => ({ en, ru, kk })[lang];
const mark = (meaning: Meaning, text: string) => ({ meaning, text });

export function rowsIn(lang: Lang): CaseRow[] {
  const s = (en: string, ru: string, kk: string) => say(lang, en, ru, kk);
  const row = (at: number, code: string, title: string, when: string, place: string, refusals: number, response: CaseRow['response'], changed: string): CaseRow => ({
    id: `case-${String(at)}`, code, title, when, place, refusals, response, changed, alarms: [],
    verification: at === 0 ? mark('sound', s('confirmed', 'подтверждено', 'расталған')) : null,
    victims: ['P-103'], involved: at === 0 ? [s('duty unit', 'дежурная часть', 'кезекші бөлім'), s('shift commander', 'начальник смены', 'ауысым бастығы')] : [],
    evidence: at === 0 ? 3 : 0, next_action: at === 0 ? s('Complaint to the investigating judge, CPC 106', 'Жалоба следственному судье, ст. 106 УПК', 'Тергеу судьясына шағым, ҚПК 106-бап') : '',
    questions: at === 0 ? questionsIn(lang) : [],
    is_practice: at === 6, tags: at === 0 ? ['145'] : [],
  });
  const refused = (n: number) => mark('refusal', s(`${String(n)} refusals`, `${String(n)} отказа`, `${String(n)} бас тарту`));
  return [
    row(0, 'K-26-031', s('Held at the station after calling for help', 'Удержание в отделе после вызова', 'Шақырудан кейін бөлімде ұстау'), s('September 2025', 'сентябрь 2025', '2025 ж. қыркүйек'), s('Almaty', 'Алматы', 'Алматы'), 6, refused(6), s('today', 'сегодня', 'бүгін')),
    row(1, 'K-26-030', s('Attack at the door of a club', 'Нападение у входа в клуб', 'Клуб есігінің алдындағы шабуыл'), s('8 March 2026', '8 марта 2026', '2026 ж. 8 наурыз'), 'Алматы', 1, refused(2), s('yesterday', 'вчера', 'кеше')),
    row(2, 'K-26-028', s('Extortion through dating (a group)', 'Вымогательство через знакомства (группа)', 'Танысу арқылы бопсалау (топ)'), '2025–2026', s('3 towns', '3 города', '3 қала'), 0, mark('plain', s('under way', 'в работе', 'жүріп жатыр')), s('20 Nov.', '20 нояб.', '20 қар.')),
    row(3, 'K-26-022', s('Violence in the family, the police did not help', 'Насилие в семье, полиция не помогла', 'Отбасындағы зорлық, полиция көмектеспеді'), s('December 2025', 'декабрь 2025', '2025 ж. желтоқсан'), s('Shymkent', 'Шымкент', 'Шымкент'), 1, refused(3), s('11 Nov.', '11 нояб.', '11 қар.')),
    row(4, 'K-26-011', s('Status disclosed at a clinic', 'Раскрытие статуса в поликлинике', 'Емханада мәртебені жария ету'), s('October 2025', 'октябрь 2025', '2025 ж. қазан'), s('Aktobe', 'Актобе', 'Ақтөбе'), 0, mark('sound', s('registered', 'зарегистрировано', 'тіркелді')), s('28 Oct.', '28 окт.', '28 қаз.')),
    row(5, 'K-26-009', '', s('summer 2025', 'лето 2025', '2025 ж. жазы'), '', 0, null, s('25 Oct.', '25 окт.', '25 қаз.')),
    row(6, 'K-26-001', s('Practice: a borrowed bicycle', 'Учебное: одолженный велосипед', 'Жаттығу: қарызға алынған велосипед'), '', '', 0, null, s('2 Oct.', '2 окт.', '2 қаз.')),
  ];
}

export function evidenceIn(lang: Lang): EvidenceLine[] {
  const s = (en: string, ru: string, kk: string) => say(lang, en, ru, kk);
  const line = (at: number, title: string, name: string, shape: string, size: string): EvidenceLine => ({
    id: `evidence_item-${String(at)}`, title, original_name: name, media_type: '', shape, has_thumbnail: false, size: 1, size_text: size,
    sha256: '4e07408562bedb8b60ce05c1decfe3ad16b72230967de01f640b7e4729b49fce', added: s('20 Nov. 2026', '20 нояб. 2026', '2026 ж. 20 қар.'),
    sensitivity: at === 0 ? [s('faces', 'лица', 'бет-жүзі көрінеді')] : [], is_absent: at === 3, is_described: false, remark: '',
  });
  return [
    line(0, s('Bruise on the arm', 'Синяк на руке', 'Қолдағы көгерген жер'), 'IMG_2041.jpg', 'picture', '2,4 МБ'),
    line(1, s('Conversation at the desk', 'Разговор у окна дежурной части', 'Кезекші терезесіндегі әңгіме'), 'rec-0928.m4a', 'audio', '11,8 МБ'),
    line(2, s('Written answer of the prosecutor', 'Письменный ответ прокуратуры', 'Прокуратураның жазбаша жауабы'), 'otvet.pdf', 'document', '310 КБ'),
    line(3, s('Video of the neighbour', 'Видео соседа', 'Көршінің видеосы'), 'v.mp4', 'video', '96 МБ'),
  ];
}

export function caseIn(lang: Lang, row: CaseRow, bodies: Map<string, { kind: string; body: Record<string, unknown> }>): CasePage {
  const s = (en: string, ru: string, kk: string) => say(lang, en, ru, kk);
  if (row.id.startsWith('made-')) {
    const told = bodies.get(`${row.id}-event`)?.body['description'] as { text: string }[] | undefined;
    return {
      row, timeline: [], tracks: [], deadlines: [], people: [], organisations: [], relations: [], marks: [], linked: [], sentences: [], evidence: [],
      texts: [{ id: `${row.id}-event`, heading: s('Event', 'Событие', 'Оқиға'), lang: 'ru', text: told?.[0]?.text ?? '' }],
      unfinished: [],
      records: [{ id: `${row.id}-event`, kind: 'event', kind_label: s('Event', 'Событие', 'Оқиға'), title: '' }],
    };
  }
  const item = (id: string, when: string, title: string, detail: string, marks: TimelineItem['marks'], more: Partial<TimelineItem> = {}): TimelineItem => ({
    key: id, id, kind: id.replace(/-.*$/u, ''), kind_label: sortIn(lang, id), part: 'past', date_field: 'date', when, told: '', counted: '', vagueness: 0, is_refusal: false, title, detail, marks, evidence: [], ...more,
  });
  const timeline = [
    item('event-1', s('28 Sept. 2025, night', '28 сент. 2025, ночь', '2025 ж. 28 қыр., түн'), s('Held at the station for more than six hours', 'Больше шести часов удерживали в отделе', 'Бөлімде алты сағаттан астам ұсталды'), s('No doctor, no lawyer. Private details read aloud; locked up with suspects.', 'Без врача и адвоката. Личные сведения огласили вслух, заперли вместе с подозреваемыми.', 'Дәрігерсіз, адвокатсыз. Жеке мәліметтері жарияланды, күдіктілермен бірге қамалды.'), [mark('plain', 'P-103')], { evidence: ['evidence_item-0', 'evidence_item-1'] }),
    item('proceeding_step-1', s('28 Sept. 2025', '28 сент. 2025', '2025 ж. 28 қыр.'), s('The statement was not taken', 'Заявление не приняли', 'Арызды қабылдамады'), s('Spoken: “we do not take such statements”.', 'Устно: «такие заявления не берём».', 'Ауызша: «мұндай арыз алмаймыз».'), [mark('refusal', s('spoken refusal', 'устный отказ', 'ауызша бас тарту'))], { is_refusal: true }),
    item('proceeding_step-2', s('2 Oct. 2025', '2 окт. 2025', '2025 ж. 2 қаз.'), s('The lawyer filed under article 145', 'Адвокат подал заявление по статье 145', 'Адвокат 145-бап бойынша арыз берді'), s('Asked: CC 145. Given: none.', 'Просили: УК 145. Дали: нет.', 'Сұралған саралау: ҚК 145. Берілген: жоқ.'), [mark('plain', s('incoming letter', 'входящее письмо', 'кіріс хат'))], { evidence: ['evidence_item-2'] }),
    item('proceeding_step-3', s('19 Oct. 2025', '19 окт. 2025', '2025 ж. 19 қаз.'), s('District prosecutor: registration refused', 'Районная прокуратура: в регистрации отказано', 'Аудандық прокуратура: тіркеуден бас тартылды'), s('The motive is not mentioned.', 'Мотив не назван.', 'Уәж аталмаған.'), [mark('refusal', s('written refusal', 'письменный отказ', 'жазбаша бас тарту'))], { is_refusal: true }),
    item('proceeding_step-4', s('early Nov. 2025', 'начало нояб. 2025', '2025 ж. қарашаның басы'), s('Prosecutor General: returned', 'Генеральная прокуратура: возвращено', 'Бас прокуратура: қайтарылды'), s('Ombudsman: outside my competence.', 'Омбудсмен: вне моей компетенции.', 'Омбудсман: құзыретіне жатпайды.'), [mark('refusal', s('returned', 'возвращено', 'қайтарылды'))], { is_refusal: true, vagueness: 2, told: s('soon after the holidays', 'вскоре после праздников', 'мерекеден кейін көп ұзамай'), counted: s('1–10 November 2025', '1–10 ноября 2025', '2025 ж. 1–10 қараша') }),
    item('intervention-1', s('winter 2025–2026', 'зима 2025–2026', '2025–2026 ж. қысы'), s('Psychological help', 'Психологическая помощь', 'Психологиялық көмек'), s('Eight meetings, online', 'Восемь встреч, онлайн', 'Сегіз кездесу, онлайн'), [mark('plain', 'P-103')], { vagueness: 3, counted: s('1 December 2025 – 28 February 2026', '1 декабря 2025 – 28 февраля 2026', '2025 ж. 1 желтоқсан – 2026 ж. 28 ақпан') }),
    item('proceeding_step-5', s('26 Nov. 2026', '26 нояб. 2026', '2026 ж. 26 қар.'), s('Complaint under CPC 106 falls due', 'Срок жалобы по статье 106 УПК', 'ҚПК 106-бап бойынша шағым мерзімі'), '', [mark('due', s('3 days left', 'осталось 3 дня', '3 күн қалды'))], { key: 'deadline:cpc_106', kind: 'deadline', kind_label: sortIn(lang, 'deadline-1'), part: 'ahead' }),
    item('medical_finding-1', '', s('Bruise on the forearm', 'Кровоподтёк на предплечье', 'Білектегі көгерген жер'), s('consistent', 'согласуется', 'сәйкес келеді'), [mark('plain', 'P-103')], { part: 'undated', told: s('a few days later', 'через несколько дней', 'бірнеше күннен кейін') }),
  ];
  return {
    row, timeline, deadlines: deadlinesIn(lang, true),
    people: [
      { id: 'person-1', code: 'P-103', roles: [s('harmed', 'пострадавший человек', 'жәбірленуші')], has_identity: true, identity: 'person_identity-1', consents: [s('lawyer, named', 'адвокату, с именем', 'адвокатқа, есімімен')] },
      { id: 'person-2', code: 'P-104', roles: [s('witness', 'свидетель', 'куә')], has_identity: false, identity: null, consents: [] },
    ],
    organisations: [{ id: 'organisation-1', name: s('District police unit', 'Районный отдел полиции', 'Аудандық полиция бөлімі'), kind: s('police', 'полиция', 'полиция'), roles: [s('authority in a proceeding', 'орган в производстве', 'іс жүргізуші орган'), s('refused 2 times', '2 отказа', '2 бас тарту')] }],
    relations: [{ id: 'relation-1', kind: 'relation', kind_label: '', title: s('P-104: neighbour (P-103)', 'P-104: сосед(ка) (P-103)', 'P-104: көршісі (P-103)') }],
    marks: [{ id: 'perpetrator_mark-1', kind: s('car plate', 'номер машины', 'көлік нөмірі'), value: '000 XXX 00' }],
    linked: [{ case: 'case-1', code: 'K-26-030', title: s('Attack at the door of a club', 'Нападение у входа в клуб', 'Клуб есігінің алдындағы шабуыл'), links: [s('same perpetrators', 'те же нападавшие', 'сол адамдар жасаған')] }],
    tracks: tracksIn(lang),
    sentences: sentencesIn(lang),
    texts: [{ id: 'account-1', heading: s('Account of P-103 · 30 Sept. 2025', 'Рассказ P-103 · 30 сент. 2025', 'P-103 әңгімесі · 2025 ж. 30 қыр.'), lang: 'ru', text: 'Я сам вызвал полицию: у подъезда стояли двое и ждали меня. Приехали, но забрали меня. Сказали: «разберёмся в отделе».\n\nТелефон взяли сразу. Дежурный читал переписку вслух, остальные смеялись.' }],
    evidence: evidenceIn(lang),
    unfinished: [],
    records: [
      ...timeline.map((one) => ({ id: one.id, kind: one.kind, kind_label: one.kind === 'event' ? s('Event', 'Событие', 'Оқиға') : s('Step', 'Шаг', 'Қадам'), title: one.title })),
      { id: 'proceeding-1', kind: 'proceeding', kind_label: s('Proceeding', 'Производство', 'Іс жүргізу'), title: s('Complaint under article 145', 'Заявление по статье 145', '145-бап бойынша арыз') },
      ...['act-1', 'act-2', 'act-3'].map((id, at) => ({ id, kind: 'act', kind_label: s('Act', 'Деяние', 'Әрекет'), title: [s('unlawful detention', 'незаконное удержание', 'заңсыз ұстау'), s('outing', 'аутинг', 'аутинг'), s('refusal to register', 'отказ в регистрации', 'тіркеуден бас тарту')][at] ?? '' })),
    ],
  };
}

export function previewIn(lang: Lang, words: Words): SealPreview {
  const s = (en: string, ru: string, kk: string) => say(lang, en, ru, kk);
  const line = (text: string, note = '') => ({ text, note });
  return {
    recipient: s('Lawyer, Almaty bar', 'Адвокат, Алматы', 'Адвокат, Алматы'), standing: mark('sound', s('contact, fingerprint compared', 'контакт, отпечаток сверен', 'байланыс, таңбасы салыстырылған')), words: words.code.slice(0, 6), size: 1, size_text: s('24.6 MB', '24,6 МБ', '24,6 МБ'),
    leaves: [line(s('Events: 1', 'События: 1', 'Оқиғалар: 1')), line(s('Steps with every refusal: 6', 'Шаги, с каждым отказом: 6', 'Қадамдар, әр бас тартумен: 6')), line(s('P-103 with name and safe contact', 'P-103 с именем и безопасной связью', 'P-103 есімімен және қауіпсіз байланысымен'), s('consent 2 Oct.', 'согласие 2 окт.', 'келісім 2 қаз.')), line(s('Evidence with hashes: 7', 'Доказательства с хешами: 7', 'Хештері бар дәлелдер: 7'), s('24.1 MB', '24,1 МБ', '24,1 МБ'))],
    stays: [line(s('Name and contacts of P-104', 'Имя и контакты P-104', 'P-104 аты-жөні және байланысы'), s('no consent for this purpose', 'нет согласия на эту цель', 'бұл мақсатқа келісім жоқ'))],
    look_again: [line(s('The name of P-103 still stands in a text that leaves', 'Имя P-103 осталось в тексте, который уходит', 'P-103 есімі кететін мәтінде қалып тұр'))],
    uncovered: [],
  };
}

export function practiceIn(lang: Lang): PracticeView {
  const s = (en: string, ru: string, kk: string) => say(lang, en, ru, kk);
  const one = (n: number, title: string) => ({ id: `practice-${String(n)}`, code: `X-00${String(n)}`, title, is_trashed: n === 6 });
  return { records: 81, cases: [one(1, s('Practice: dismissed', 'Учебное: уволили', 'Жаттығу: жұмыстан шығарды')), one(6, s('Practice: a trap', 'Учебное: ловушка', 'Жаттығу: тұзақ'))] };
}

export function exportIn(lang: Lang): ExportPreview {
  const s = (en: string, ru: string, kk: string) => say(lang, en, ru, kk);
  const line = (text: string, note = '') => ({ text, note });
  return {
    cases: 1, records: 22, size: 31_400, size_text: s('31 KB', '31 КБ', '31 КБ'),
    leaves: [line(s('Events: 1', 'События: 1', 'Оқиғалар: 1')), line(s('Steps: 6', 'Шаги: 6', 'Қадамдар: 6'))],
    stays: [line(s('Earlier versions, and who wrote what when', 'Прежние версии и то, кто и когда что записал', 'Бұрынғы нұсқалар және кім, қашан, не жазғаны'), s('an import begins the history anew', 'при загрузке история начинается заново', 'енгізгенде тарих қайтадан басталады'))],
    look_again: [line(s('The name of P-104 is in it', 'В нём есть имя P-104', 'Онда P-104 адамының аты бар'), s('consent withdrawn', 'согласие отозвано', 'келісім қайтарып алынған'))],
  };
}

export function insideIn(lang: Lang, words: Words): InspectView {
  const s = (en: string, ru: string, kk: string) => say(lang, en, ru, kk);
  const change = (kind: string, fresh: number, newer = 0, known = 0, conflicting = 0) => ({ kind, new: fresh, newer, known, merged: 0, conflicting });
  return {
    bundle: 'b2', kind: s('hand-over', 'передача', 'тапсыру'), is_undone: false, besides: [], note: '', sender: s('North group', 'Северная группа', 'Солтүстік топ'), standing: 'unknown', digits: words.print, words: words.code, created: '2026-11-22T08:00:00Z',
    when: s('22 Nov. 2026, 13:00', '22 нояб. 2026, 13:00', '2026 ж. 22 қар., 13:00'), purpose: s('legal help', 'юридическая помощь', 'заң көмегі'), cases: ['K-26-031', 'K-26-030'],
    changes: [change(s('Events', 'События', 'Оқиғалар'), 2), change(s('Steps', 'Шаги', 'Қадамдар'), 6, 1, 2), change(s('Accounts', 'Рассказы', 'Әңгімелер'), 1, 0, 0, 1)],
    evidence: 7, size_text: s('24.1 MB', '24,1 МБ', '24,1 МБ'), withheld: [{ text: s('Name and contacts of P-104', 'Имя и контакты P-104', 'P-104 аты-жөні және байланысы'), note: '' }],
    warnings: [],
  };
}

export function contactsIn(lang: Lang, words: Words, verified: boolean): ContactView[] {
  const s = (en: string, ru: string, kk: string) => say(lang, en, ru, kk);
  const base = { recipient: 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p', digits: words.print, words: words.code };
  return [
    { ...base, id: 'contact-0', is_own: false, name: s('Lawyer, Almaty bar', 'Адвокат, Алматы', 'Адвокат, Алматы'), verified: true, verified_when: s('2 Oct. 2026', '2 окт. 2026', '2026 ж. 2 қаз.') },
    { ...base, id: 'contact-1', is_own: false, name: s('Coordinator in Shymkent', 'Координатор в Шымкенте', 'Шымкенттегі үйлестіруші'), verified, verified_when: '' },
  ];
}

export function journalIn(lang: Lang, skip: number): JournalPage {
  const what = { en: 'Sealed into a bundle', ru: 'Запечатано в пакет', kk: 'Пакетке мөрленді' }[lang];
  const number = (n: number) => `0909090a/${String(120 - n)}`;
  const rows = Array.from({ length: Math.max(0, Math.min(50, 120 - skip)) }, (_, n) => ({
    number: number(skip + n), when: '22.11.2026', what, item: 'K-26-014', case_code: '', by: 'Сандық', details: [], hash: '8c1f03aa77d25e19'.repeat(4),
  }));
  return { total: 120, page: 50, rows };
}

export function ledgerIn(lang: Lang): BundleLine[] {
  const s = (en: string, ru: string, kk: string) => say(lang, en, ru, kk);
  return [
    { bundle: 'b1', is_received: false, party: s('Lawyer, Almaty bar', 'Адвокат, Алматы', 'Адвокат, Алматы'), cases: ['K-26-031'], when: s('20 Nov. 2026', '20 нояб. 2026', '2026 ж. 20 қар.'), file: '2026-11-20-7c1e.age', sha256: '4e07408562bedb8b60ce05c1decfe3ad16b72230967de01f640b7e4729b49fce' },
    { bundle: 'b2', is_received: true, party: s('North group', 'Северная группа', 'Солтүстік топ'), cases: ['K-26-031', 'K-26-030'], when: s('22 Nov. 2026', '22 нояб. 2026', '2026 ж. 22 қар.'), file: 'north.age', sha256: '4e07408562bedb8b60ce05c1decfe3ad16b72230967de01f640b7e4729b49fce' },
  ];
}
