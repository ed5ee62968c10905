import type { ClaimView } from '../domain/claim/view.ts';
import type { IdentityLevel } from '../domain/identity.ts';
import type { Reply } from '../domain/reply.ts';
import { claimCard } from './claim-card.ts';
import { aboutClaim, stageFactsOf } from './claim-view-text.ts';
import { claimStages } from './copy/claim-stages.ts';
import { copy } from './copy/zh-cn.ts';

/**
 * What the insured is told when their claim moved; said at the moment of the change, so nothing in it is late.
 * Amounts and documents only for a reader whose level counts as 2 or more at that moment.
 */
export function claimNews(
  view: ClaimView,
  told: { readonly level: IdentityLevel; readonly isReporter: boolean },
): Reply {
  const reader = { ...told, now: view.statusAt };
  const stage = claimStages[view.status];
  const facts = stageFactsOf(view, reader);
  const lines = [
    copy.claim.news,
    aboutClaim(view, reader),
    stage.text(facts),
    stage.next === undefined ? undefined : copy.claim.lines.next(stage.next(facts)),
    view.handler === undefined
      ? undefined
      : copy.claim.lines.handler(view.handler.name, view.handler.phone),
  ];
  const wantsPerson = stage.tone === 'attention' || view.status === 'CANCELLED';
  return {
    text: lines.filter((line) => line !== undefined).join('\n'),
    card: claimCard(view, reader),
    quickReplies: [copy.labels.claimStatus, ...(wantsPerson ? [copy.labels.handoff] : [])].map(
      (label) => ({ label }),
    ),
  };
}
