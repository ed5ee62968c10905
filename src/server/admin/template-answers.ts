import type { z } from 'zod';
import { smsSegments } from '../../domain/outreach/sms-length.ts';
import type { TemplateFinding } from '../../domain/outreach/template-check.ts';
import { AppError, type ErrorCode } from '../../lib/errors.ts';
import type { template } from '../contract/outreach-words.ts';
import { iso, isoOrNull } from './answers.ts';
import type {
  TemplateActed,
  TemplateRecord,
  TemplateRefusal,
  TemplatesPort,
} from './ports-words.ts';

/** A version of a template with what is wrong with its words. */
export function toTemplateAnswer(
  found: TemplateRecord,
  templates: TemplatesPort,
): z.infer<typeof template> {
  return {
    ...found,
    occasion: found.occasion ?? null,
    variants: found.variants.map(({ key, text, smsText }) => ({
      key,
      text,
      smsText: smsText ?? null,
      smsSegments: smsSegments(smsText ?? text),
    })),
    actions: found.actions.map((action) => ({ ...action })),
    writerIds: [...found.writerIds],
    reviewerId: found.reviewerId ?? null,
    reviewNote: found.reviewNote ?? null,
    submittedAt: isoOrNull(found.submittedAt),
    reviewedAt: isoOrNull(found.reviewedAt),
    createdAt: iso(found.createdAt),
    updatedAt: iso(found.updatedAt),
    findings: templates
      .check(found)
      .map((finding) => ({ ...finding, why: templates.whyOf(finding) })),
  };
}

const REFUSALS: Readonly<
  Record<TemplateRefusal, { readonly code: ErrorCode; readonly why: string }>
> = {
  not_found: { code: 'not_found', why: 'there is no such template' },
  wrong_state: { code: 'illegal_move', why: 'its state does not allow this' },
  own_work: { code: 'recused', why: 'whoever wrote in a template does not review it' },
  not_a_person: { code: 'forbidden', why: 'a review is a person’s' },
};

/** What an act came to; throws when it was refused, with every place in the words that keeps it back. */
export function acted(outcome: TemplateActed, templates: TemplatesPort): TemplateRecord {
  switch (outcome.kind) {
    case 'done':
      return outcome.template;
    case 'refused': {
      const { code, why } = REFUSALS[outcome.why];
      throw new AppError(code, why);
    }
    case 'blocked':
      throw new AppError('forbidden_words', 'its words cannot be sent as they are', {
        details: outcome.findings
          .filter(({ kind }) => kind === 'blocked')
          .map((finding) => ({ path: pathOf(finding), problem: templates.whyOf(finding) })),
      });
  }
}

function pathOf({ variant, field, at }: TemplateFinding): string {
  const place = at === null ? '' : `@${at}`;
  return variant === null ? `body.${field}` : `body.variants.${variant}.${field}${place}`;
}
