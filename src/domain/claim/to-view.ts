import { visiblePath, visibleStage } from './news.ts';
import type { ClaimDetail } from './record.ts';
import type { ClaimView } from './view.ts';

/** A claim as its customer may see it: without stages that are hidden from customers. */
export function toClaimView(claim: ClaimDetail): ClaimView {
  const { derived } = claim;
  const stage = visibleStage(derived.path, claim.reportedAt);
  return {
    id: claim.id,
    claimNo: claim.claimNo,
    status: stage.status,
    statusAt: stage.at,
    reportedAt: claim.reportedAt,
    hasInjury: claim.hasInjury,
    isReportedByOther: claim.reporter !== undefined,
    facts: derived.facts,
    lossItems: derived.lossItems.map(({ itemNo: _, ...item }) => ({
      ...item,
      status: visibleStage([{ status: item.status, at: stage.at }], stage.at).status,
    })),
    history: visiblePath(derived.path),
    ...(claim.reportNo === undefined ? {} : { reportNo: claim.reportNo }),
    ...(claim.plate === undefined ? {} : { plate: claim.plate }),
    ...(claim.accidentAt === undefined ? {} : { accidentAt: claim.accidentAt }),
    ...(claim.accidentPlace === undefined ? {} : { accidentPlace: claim.accidentPlace }),
    ...(derived.handler === undefined ? {} : { handler: derived.handler }),
  };
}
