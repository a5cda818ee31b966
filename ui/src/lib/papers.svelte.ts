// The paper that is being made. What was chosen stays while the vault is open: whoever goes to mend a case finds the paper as it was.
import type { Failure } from '../generated/Failure';
import type { Lang } from '../generated/Lang';
import { ask } from './ipc';
import { LongWork } from './longwork.svelte';
import { askedOf, begun, type Asked, type Looked, type PaperForm, type PaperKind } from './paper';

let form = $state.raw<PaperForm | null>(null);
let before: PaperForm | null = null;
const work = new LongWork<Looked>(false);

export const papers = {
  /** What was chosen; null while no kind of paper is. */
  get form(): PaperForm | null {
    return form;
  },
  /** What would be in it. */
  get looked(): Looked | null {
    return work.answer;
  },
  get failure(): Failure | null {
    return work.failure;
  },
  /** It is being looked at. */
  get busy(): boolean {
    return work.busy;
  },
  /** Somebody ended that without an answer. */
  get stopped(): boolean {
    return work.stopped;
  },
  /** Cases looked at so far. */
  get done(): number {
    return work.done;
  },

  /** Begins a paper. */
  begin(kind: PaperKind, lang: Lang, real = true): void {
    form = begun(kind, form ?? before, lang, real);
    work.forget();
  },
  /** Chooses something else. */
  choose(change: Partial<PaperForm>): void {
    if (form) form = { ...form, ...change };
  },
  /** Goes back to the kinds of paper, with what was chosen in mind. */
  leave(): void {
    work.stop();
    work.forget();
    before = form ?? before;
    form = null;
  },
  /** The next paper is about this case. */
  about(code: string, lang: Lang): void {
    papers.leave();
    before = { ...begun('register', before, lang), all: false, cases: [code] };
  },
  /** Looks at what is chosen, unless that was done. `as` says in what it is told: another language, other records. */
  want(as: string): void {
    const asked = form && askedOf(form);
    if (asked) return work.want(JSON.stringify([asked, as]), () => look(asked));
    work.stop();
    work.forget();
  },
  /** Looks again: records may have changed. */
  again(): void {
    work.again();
    if (form) form = { ...form };
  },
  /** Ends what is under way. */
  stop: () => work.stop(),
  /** Nothing is chosen; also when the vault is closed. */
  forget(): void {
    work.forget();
    [form, before] = [null, null];
  },
};

async function look(asked: Asked): Promise<Looked> {
  return 'annex' in asked
    ? { asked: asked.annex, annex: await ask('preview_annex', { asked: asked.annex }) }
    : { asked: asked.paper, paper: await ask('preview_report', { request: asked.paper }) };
}
