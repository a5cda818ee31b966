// The paper that is being made. A preview reads the records, so it begins after a rest, and a newer question takes the place of an
// older one. What was chosen stays while the vault is open: whoever goes to mend a case finds the paper as it was.
import type { Failure } from '../generated/Failure';
import type { Lang } from '../generated/Lang';
import { asFailure } from './errors';
import { ask } from './ipc';
import { askedOf, begun, type Asked, type Looked, type PaperForm, type PaperKind } from './paper';

/** Rest after a choice before it is looked at, in milliseconds. */
const REST = 250;
/** How often it is asked how far counting is, in milliseconds. */
const EVERY = 400;

let form = $state.raw<PaperForm | null>(null);
let before: PaperForm | null = null;
let looked = $state.raw<Looked | null>(null);
let failure = $state.raw<Failure | null>(null);
let busy = $state(false);
let stopped = $state(false);
let done = $state(0);
/** What `looked` or `failure` says something of, and what is under way. */
let told = '';
let underWay = '';
let soon: ReturnType<typeof setTimeout> | undefined;
let looking: ReturnType<typeof setInterval> | undefined;

export const papers = {
  /** What was chosen; null while no kind of paper is. */
  get form(): PaperForm | null {
    return form;
  },
  /** What would be in it. */
  get looked(): Looked | null {
    return looked;
  },
  get failure(): Failure | null {
    return failure;
  },
  /** It is being looked at. */
  get busy(): boolean {
    return busy;
  },
  /** Somebody ended that without an answer. */
  get stopped(): boolean {
    return stopped;
  },
  /** Cases looked at so far. */
  get done(): number {
    return done;
  },

  /** Begins a paper. */
  begin(kind: PaperKind, lang: Lang, real = true): void {
    form = begun(kind, form ?? before, lang, real);
    [looked, failure, told] = [null, null, ''];
  },
  /** Chooses something else. */
  choose(change: Partial<PaperForm>): void {
    if (form) form = { ...form, ...change };
  },
  /** Goes back to the kinds of paper, with what was chosen in mind. */
  leave(): void {
    papers.stop();
    before = form ?? before;
    form = null;
    stopped = false;
  },
  /** The next paper is about this case. */
  about(code: string, lang: Lang): void {
    papers.leave();
    before = { ...begun('register', before, lang), all: false, cases: [code] };
  },
  /** Looks at what is chosen, unless that was done. `as` says in what it is told: another language, other records. */
  want(as: string): void {
    const asked = form && askedOf(form);
    const key = asked ? JSON.stringify([asked, as]) : '';
    if (key !== '' && key === underWay) return;
    if (underWay) halt();
    stopped = false;
    if (!asked) [looked, failure, told] = [null, null, ''];
    if (!asked || key === told) return;
    [underWay, busy, done] = [key, true, 0];
    soon = setTimeout(() => void look(asked, key), REST);
  },
  /** Looks again: records may have changed. */
  again(): void {
    told = '';
    if (form) form = { ...form };
  },
  /** Ends what is under way. */
  stop(): void {
    stopped = busy;
    if (busy) halt();
  },
  /** Nothing is chosen; also when the vault is closed. */
  forget(): void {
    clearTimeout(soon);
    end();
    [form, before, looked, failure, told, stopped] = [null, null, null, null, '', false];
  },
};

async function look(asked: Asked, key: string): Promise<void> {
  try {
    let answer: Looked;
    clearInterval(looking);
    looking = setInterval(() => void count(key), EVERY);
    if ('annex' in asked) {
      answer = { asked: asked.annex, annex: await ask('preview_annex', { asked: asked.annex }) };
    } else {
      answer = { asked: asked.paper, paper: await ask('preview_report', { request: asked.paper }) };
    }
    if (underWay !== key) return;
    [looked, failure] = [answer, null];
  } catch (thrown) {
    if (underWay !== key) return;
    [looked, failure] = [null, asFailure(thrown)];
  }
  told = key;
  end();
}

async function count(key: string): Promise<void> {
  const so = await ask('read_counting', {}).catch(() => null);
  if (so !== null && underWay === key) done = so;
}

/** The program lets go of it too. */
function halt(): void {
  clearTimeout(soon);
  end();
  void ask('stop_counting', {}).catch(() => null);
}

function end(): void {
  clearInterval(looking);
  underWay = '';
  busy = false;
}
