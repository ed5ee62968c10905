import { type CapUse, capUses } from './caps.ts';
import { consentObstacle } from './consent.ts';
import { decidePush, placeObstacle } from './decide.ts';
import type { ClosedWay, PushDecision, PushFacts, PushRequest, PushRules } from './push.ts';
import type { PushWay } from './settings.ts';

/** A way that was wanted, and what is against it; undefined: nothing. */
export interface ExplainedWay extends Omit<ClosedWay, 'way' | 'reason'> {
  readonly way: PushWay;
  readonly reason: ClosedWay['reason'] | undefined;
}

/** What a decision was made of, for somebody who asks why. */
export interface ExplainedPush {
  readonly decision: PushDecision;
  /** Each place of each wanted way by itself, also when something else was decisive. */
  readonly ways: readonly ExplainedWay[];
  readonly caps: readonly CapUse[];
}

/** The decision of the policy with everything that counted. */
export function explainPush(
  request: PushRequest,
  facts: PushFacts,
  rules: PushRules,
  now: Date,
): ExplainedPush {
  return {
    decision: decidePush(request, facts, rules, now),
    ways: request.ways.flatMap((way) => explainWay(way, { request, facts, rules })),
    caps: capUses(request, facts.touches, rules.settings, now.getTime()),
  };
}

interface Judged {
  readonly request: PushRequest;
  readonly facts: PushFacts;
  readonly rules: PushRules;
}

function explainWay(way: PushWay, { request, facts, rules }: Judged): readonly ExplainedWay[] {
  const { pushClass } = request;
  const refused = consentObstacle(facts.consents, { pushClass, way }, rules.settings);
  if (refused !== undefined) return [{ way, reason: refused }];
  const places = facts.places.filter((place) => place.way === way);
  if (places.length === 0) return [{ way, reason: 'no_way' }];
  return places.map((place) => ({
    way,
    account: place.account,
    reason: placeObstacle(place, request),
  }));
}
