import type { z } from 'zod';
import { campaignEstimateInput } from '../../../../server/contract/campaigns.ts';
import type { template, templatePage } from '../../../../server/contract/outreach-words.ts';

export type EstimateInput = z.output<typeof campaignEstimateInput>;
type Template = z.infer<typeof template>;
type Variable = z.infer<typeof templatePage>['variables'][number];

/** What a campaign, or a form of one, would be asked about; undefined: something is missing yet. */
export function estimateInputOf(campaign: unknown): EstimateInput | undefined {
  const parsed = campaignEstimateInput.safeParse(campaign);
  return parsed.success ? parsed.data : undefined;
}

/** What no customer's data can fill: a campaign gives it. The product and the rest of a brand are the insurer's own. */
const GIVEN: ReadonlySet<string> = new Set<Variable['name']>([
  'product',
  'region',
  'warning',
  'event',
  'eventTime',
  'eventPlace',
  'link',
]);

/** The variables of a template that whoever sends it has to fill in. */
export function valuesToGive(
  words: Pick<Template, 'variants'>,
  variables: readonly Variable[],
): readonly Variable[] {
  const texts = words.variants.flatMap(({ text, smsText }) => [text, smsText ?? '']);
  return variables.filter(
    ({ name, placeholder }) => GIVEN.has(name) && texts.some((text) => text.includes(placeholder)),
  );
}
