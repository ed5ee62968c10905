import type { Article, Hit } from '../domain/knowledge/article.ts';
import { judgeHits } from '../domain/knowledge/judge-hits.ts';
import type { Offer } from './command.ts';
import { copy } from './copy/zh-cn.ts';
import { draftPrompt } from './draft-prompt.ts';
import type { Done, Flow, FlowContext, Prompt, SlotType } from './flow.ts';
import { internalType, textType } from './slot-types.ts';

const ID = 'knowledge';
/** The first may be sure; three more are offered beside it. */
const HITS_MAX = 4;
const TAPS_MAX = 3;
/** A word or two that nothing understood is no question. */
const SAID_LENGTH_MIN = 5;
/** What is shown beside a sure answer should have something to do with it, 0 to 1. */
const RELATED_SCORE_MIN = 0.12;

/** The customer's own words; the bare wish to ask something is no question yet. */
const questionType: SlotType = {
  ...textType,
  check: (value) =>
    typeof value === 'string' && copy.knowledge.opens.test(value.trim())
      ? undefined
      : textType.check(value),
};

/** General questions, answered from articles that people wrote and reviewed, each with its source. */
export const knowledgeFlow: Flow = {
  id: ID,
  version: 1,
  title: copy.knowledge.title,
  slots: [
    // Set by a tap on a title, and then there is nothing to ask.
    { name: 'article', type: internalType, label: '', onlyWhenAsked: true },
    {
      name: 'question',
      type: questionType,
      label: copy.knowledge.questionLabel,
      opening: (said) => said,
      when: ({ article }) => article === undefined,
      ask: () => ({ text: copy.knowledge.ask, offers: [handoffOffer] }),
    },
  ],
  complete: async ({ article, question }, context) => {
    if (typeof article === 'string') return answerWithArticle(article, context);
    const asked = typeof question === 'string' ? question : '';
    const hits = await context.reads.knowledge.search(asked, HITS_MAX);
    switch (judgeHits(hits)) {
      case 'sure':
        return answerWithHits(asked, hits, context);
      case 'maybe':
        return {
          kind: 'done',
          replies: [{ text: copy.knowledge.maybe, offers: taps(hits.slice(0, TAPS_MAX)) }],
        };
      case 'nothing':
        return { kind: 'done', replies: [nothingFound(context)] };
    }
  },
};

/**
 * The third band: what to say to words that nothing else understood. Undefined unless an article surely answers;
 * then a person should be offered.
 */
export async function searchBeforeGivingUp(
  said: string,
  context: FlowContext,
): Promise<Done | undefined> {
  if (said.trim().length < SAID_LENGTH_MIN) return undefined;
  const hits = await context.reads.knowledge.search(said, HITS_MAX);
  return judgeHits(hits) === 'sure' ? answerWithHits(said, hits, context) : undefined;
}

async function answerWithArticle(slug: string, context: FlowContext): Promise<Done> {
  const article = await context.reads.knowledge.bySlug(slug);
  if (article === undefined) {
    return { kind: 'done', replies: [{ text: copy.knowledge.gone, offers: [handoffOffer] }] };
  }
  // Nearest by its own title: what people look at next.
  const near = await context.reads.knowledge.search(article.title, HITS_MAX);
  const related = near.filter((hit) => hit.article.slug !== slug);
  return done(article, { text: wholeText(article, context), offers: relatedTaps(related) });
}

async function answerWithHits(
  question: string,
  hits: readonly Hit[],
  context: FlowContext,
): Promise<Done> {
  const [first, ...others] = hits;
  if (first === undefined) return { kind: 'done', replies: [nothingFound(context)] };
  const related = others.filter(({ score }) => score >= RELATED_SCORE_MIN);
  const offers = relatedTaps(related);
  const articles = hits.map(({ article }) => article).slice(0, TAPS_MAX);
  const drafted = await draftPrompt(question, articles, context);
  return done(
    first.article,
    drafted === undefined
      ? { text: wholeText(first.article, context), offers }
      : { ...drafted, offers },
  );
}

function done({ slug }: Article, reply: Prompt): Done {
  return { kind: 'done', replies: [reply], again: { article: slug } };
}

function wholeText(article: Article, { now }: FlowContext): string {
  return `${article.body}\n${copy.knowledge.source(article, now)}`;
}

const handoffOffer: Offer = {
  label: copy.labels.handoff,
  commands: [{ do: 'handoff', reason: 'asked' }],
};

function relatedTaps(hits: readonly Hit[]): readonly Offer[] {
  return taps(hits.slice(0, TAPS_MAX));
}

function taps(hits: readonly Hit[]): readonly Offer[] {
  const titles = hits.map(
    ({ article: { slug, title } }): Offer => ({
      label: title,
      commands: [{ do: 'startFlow', flow: ID, slots: { article: slug } }],
    }),
  );
  return [...titles, handoffOffer];
}

function nothingFound({ brand }: FlowContext): Prompt {
  return {
    text: copy.knowledge.nothing(brand),
    offers: [handoffOffer],
    yes: handoffOffer.commands,
    no: [{ do: 'social', kind: 'fine' }],
  };
}
