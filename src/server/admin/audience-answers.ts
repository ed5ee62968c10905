import type { z } from 'zod';
import type { AudienceRule } from '../../domain/outreach/audience.ts';
import type { ruleExplanation } from '../contract/outreach-words.ts';
import type { AudiencesPort } from './ports-words.ts';

/** A rule in words. */
export function explainAudience(
  rule: AudienceRule,
  audiences: AudiencesPort,
): z.infer<typeof ruleExplanation> {
  const { sentence, join, parts } = audiences.explain(rule);
  return { sentence, join, parts: parts.map((part) => ({ ...part, parts: [...part.parts] })) };
}
