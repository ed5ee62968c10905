import type { Article } from '../domain/knowledge/article.ts';
import { checkDraft } from '../domain/knowledge/draft-answer.ts';
import { SECOND_MS } from '../lib/clock.ts';
import { copy } from './copy/zh-cn.ts';
import type { FlowContext, Prompt } from './flow.ts';

/** How long a customer may wait for nicer words, in milliseconds (design.md "Understanding"). */
const DRAFT_BUDGET_MS = 2.5 * SECOND_MS;

/**
 * An answer worded by the model out of these articles, or undefined: no model, too slow, failed, or words that
 * do not stand in the articles. Then the article itself is the answer.
 */
export async function draftPrompt(
  question: string,
  articles: readonly Article[],
  {
    reads,
    now,
  }: { readonly reads: Pick<FlowContext['reads'], 'answerDrafter'>; readonly now: Date },
): Promise<Prompt | undefined> {
  if (reads.answerDrafter === undefined) return undefined;
  const signal = AbortSignal.timeout(DRAFT_BUDGET_MS);
  // A drafter that does not heed the signal is not waited for; what it failed at is for its own folder to log.
  const draft = await Promise.race([
    reads.answerDrafter.draft(question, articles, signal).catch(() => undefined),
    aborted(signal),
  ]);
  const check = checkDraft(draft?.text ?? '', articles);
  if (draft === undefined || check.kind === 'refused') return undefined;
  const sources = check.cited.map((article) => copy.knowledge.source(article, now));
  return { text: [draft.text.trim(), ...sources].join('\n'), generatedBy: 'model' };
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
