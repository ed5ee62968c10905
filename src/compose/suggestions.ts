import type { Article, KnowledgeReader } from '../domain/knowledge/article.ts';
import type { AnswerDrafter } from '../domain/knowledge/draft-answer.ts';
import { copy } from '../flows/copy/zh-cn.ts';
import { draftPrompt } from '../flows/draft-prompt.ts';
import type { Clock } from '../lib/clock.ts';
import type { SuggestedAnswer, SuggestionsPort } from '../server/admin/ports-setup.ts';

const SUGGESTIONS_MAX = 3;
/** Articles that the model words its answer out of. */
const SOURCES_MAX = 3;
/** Small talk comes up to 0.35, questions that an article answers begin at 0.5: tried on what customers say in chats. */
const ANSWER_SCORE_MIN = 0.45;
/** What has less to do with the question is no help beside the first, 0 to 1. */
const RELATED_SCORE_MIN = 0.3;

export interface SuggestionsDeps {
  readonly clock: Clock;
  readonly knowledge: KnowledgeReader;
  /** Absent: the language model is off. What it is sent is recorded with the conversation. */
  readonly drafterFor?: (conversationId: string) => AnswerDrafter;
  /** What the customer wrote last, newest first; undefined when there is no such conversation. */
  readonly newestQuestions: (conversationId: string) => Promise<readonly string[] | undefined>;
}

/** Answers for the newest message that any article answers: the model's words first, then the articles' own. */
export function makeSuggestions(deps: SuggestionsDeps): SuggestionsPort {
  return {
    suggest: async (conversationId) => {
      const questions = await deps.newestQuestions(conversationId);
      if (questions === undefined) return undefined;
      for (const question of questions) {
        const hits = await deps.knowledge.search(question, SUGGESTIONS_MAX);
        if ((hits[0]?.score ?? 0) < ANSWER_SCORE_MIN) continue;
        const articles = hits
          .filter(({ score }) => score >= RELATED_SCORE_MIN)
          .map(({ article }) => article);
        const drafted = await draft(deps, { conversationId, question, articles });
        const words = articles.map((article) => inItsOwnWords(article, deps.clock.now()));
        return [...drafted, ...words].slice(0, SUGGESTIONS_MAX);
      }
      return [];
    },
  };
}

async function draft(
  { drafterFor, clock }: SuggestionsDeps,
  asked: {
    readonly conversationId: string;
    readonly question: string;
    readonly articles: readonly Article[];
  },
): Promise<readonly SuggestedAnswer[]> {
  if (drafterFor === undefined) return [];
  const sources = asked.articles.slice(0, SOURCES_MAX);
  const reads = { answerDrafter: drafterFor(asked.conversationId) };
  const drafted = await draftPrompt(asked.question, sources, { reads, now: clock.now() });
  const [first, ...others] = sources.filter(({ title }) => drafted?.text.includes(`《${title}》`));
  if (drafted === undefined || first === undefined) return [];
  return [
    {
      text: drafted.text,
      title: first.title,
      slug: others.length === 0 ? first.slug : null,
      by: 'model',
    },
  ];
}

function inItsOwnWords(article: Article, now: Date): SuggestedAnswer {
  const { slug, title, body } = article;
  return { text: `${body}\n${copy.knowledge.source(article, now)}`, title, slug, by: 'template' };
}
