import type { Respondent } from './case.ts';
import type { ComplaintCategory } from './record.ts';

/** Somebody of the desk, as far as a complaint may be about them. */
export interface DeskPerson {
  readonly id: string;
  readonly name: string;
}

/** What is known of a complaint when it is asked who may have nothing to do with it. */
export interface RecusalFacts {
  readonly respondents: readonly Respondent[];
  readonly category: ComplaintCategory;
  /** Everything that the customer told. */
  readonly words: string;
  /** Agents who talked with the customer where it was told, before it was told. */
  readonly spokeIds: readonly string[];
  /** Whoever handled the claim that it is about. */
  readonly adjusterName?: string | undefined;
  /** Everybody who could be given it. */
  readonly agents: readonly DeskPerson[];
}

/** Complaints about how somebody of the desk behaved. */
const ABOUT_TALK: ReadonlySet<ComplaintCategory> = new Set([
  'SERVICE.ATTITUDE',
  'SERVICE.WRONG_INFO',
  'SERVICE.UNREACHABLE',
]);

/** Words that accuse whoever they were just talking with, whatever the complaint is about. */
const ACCUSES_TALKER =
  /(?:刚才|刚刚|上一个|前面|方才|之前)(?:的)?(?:那个|那位|这个|这位|跟我[聊说谈]的)?(?:人工|客服|坐席|专员|同事|接线)|(?:跟|和|给)我(?:聊|说|谈|回复|解释)的(?:那个|那位|这个|这位)?(?:人|客服|坐席|专员)|你们?(?:这|那)[个位](?:人工|客服|坐席|专员)|(?:投诉|举报)(?:刚才|刚刚|你|这个客服|那个客服|这位客服)(?!们|公司)/;

/** A name of one character is in half of all sentences. */
const NAME_LENGTH_MIN = 2;

/**
 * Agents who may have nothing to do with a complaint (投诉处理管理办法 17): whom it is about, whoever it names,
 * whoever talked with the customer when the talk is the matter, and whoever handled the claim. Too many rather than
 * too few: a colleague who is left out costs nothing. In the order of `agents`, then others who spoke.
 */
export function findExcluded(facts: RecusalFacts): readonly string[] {
  const { respondents, spokeIds, words, agents } = facts;
  const ids = new Set(respondents.flatMap(({ id }) => (id === undefined ? [] : [id])));
  if (ABOUT_TALK.has(facts.category) || ACCUSES_TALKER.test(words)) {
    for (const id of spokeIds) ids.add(id);
  }
  const names = new Set(
    [...respondents.map(({ name }) => name), facts.adjusterName ?? ''].map(fold),
  );
  const said = fold(words);
  const isNamed = (name: string): boolean =>
    name.length >= NAME_LENGTH_MIN && (names.has(name) || said.includes(name));
  for (const { id, name } of agents) {
    if (isNamed(fold(name))) ids.add(id);
  }
  return [...ids].sort(byPlace(agents));
}

function byPlace(agents: readonly DeskPerson[]): (a: string, b: string) => number {
  const places = new Map(agents.map(({ id }, place) => [id, place]));
  const placeOf = (id: string): number => places.get(id) ?? agents.length;
  return (a, b) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1);
}

function fold(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, '');
}
