import { isHiddenStage } from './news.ts';
import type { ClaimStatus } from './status.ts';
import { isClosed, stageProgress, type Track } from './transitions.ts';
import type { ClaimFacts } from './view.ts';

/**
 * The facts that outlive a step. An estimate and the time of the handler's call were promised for the stage
 * that ends; a list of missing documents lasts until they are complete. What the step's own event tells comes
 * afterwards.
 */
export function factsAfterStep(facts: ClaimFacts, from: Track, to: ClaimStatus): ClaimFacts {
  // To the customer a hidden stage is no step, and neither is coming back from it.
  const isBack = isHiddenStage(from.status) && from.resumesTo === to;
  if (isBack || isHiddenStage(to)) return facts;
  const { expectedAt: _, contactWithinMinutes: __, ...rest } = facts;
  return factsAt(rest, to);
}

/** The facts that mean something at a stage, whenever they were told: a closed claim expects nothing more. */
export function factsAt(facts: ClaimFacts, status: ClaimStatus): ClaimFacts {
  const { missingDocuments, expectedAt, contactWithinMinutes, ...lasting } = facts;
  if (isClosed(status)) return lasting;
  const mayMiss = stageProgress(status) < stageProgress('DOCS_COMPLETE');
  return {
    ...lasting,
    ...(expectedAt === undefined ? {} : { expectedAt }),
    ...(contactWithinMinutes === undefined ? {} : { contactWithinMinutes }),
    ...(missingDocuments === undefined || !mayMiss ? {} : { missingDocuments }),
  };
}
