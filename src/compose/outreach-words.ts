import type { Pool } from 'pg';
import { maskName, maskNumber } from '../domain/mask.ts';
import type { CompletePush } from '../domain/outreach/draft.ts';
import { smsSegments } from '../domain/outreach/sms-length.ts';
import {
  type OutreachTemplate,
  TEMPLATE_VARIABLES,
  type TemplateValues,
  type TemplateWords,
} from '../domain/outreach/template.ts';
import { checkTemplate, type TemplateFinding } from '../domain/outreach/template-check.ts';
import { push } from '../flows/copy/push.ts';
import { explainRule } from '../flows/copy/push-audience.ts';
import { pushCheck } from '../flows/copy/push-check.ts';
import { commandsOf, makeCompletePush, PUSH_ACTIONS, renderPush } from '../flows/push-message.ts';
import type { Clock } from '../lib/clock.ts';
import type { Random } from '../lib/ids.ts';
import type {
  TemplatePreview,
  TemplatesPort,
  WordsAdminDeps,
} from '../server/admin/ports-words.ts';
import { makeAudiencePreview } from '../store/outreach/audience-preview.ts';
import { makeAudienceStore } from '../store/outreach/audiences.ts';
import { makePreviewCustomers, type PreviewCustomer } from '../store/outreach/template-preview.ts';
import { makeTemplateStore } from '../store/outreach/templates.ts';

export interface OutreachWordsDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly brand: { readonly name: string; readonly fullName?: string; readonly hotline: string };
}

/** Templates, audiences, and what makes a push of a template. */
export interface OutreachWords {
  readonly admin: WordsAdminDeps;
  /** What every push of a class needs: a way to refuse more, a signature. */
  readonly completePush: CompletePush;
}

/** Who is meant, and what they are told. */
export function makeOutreachWords(deps: OutreachWordsDeps): OutreachWords {
  const completePush = makeCompletePush({ company: deps.brand.name });
  const audiences = {
    ...makeAudienceStore(deps),
    preview: makeAudiencePreview(deps),
    explain: explainRule,
  };
  return { admin: { audiences, templates: makeTemplates(deps, completePush) }, completePush };
}

function makeTemplates(deps: OutreachWordsDeps, completePush: CompletePush): TemplatesPort {
  const check = (words: TemplateWords): readonly TemplateFinding[] =>
    checkTemplate(words, {
      names: push.variables,
      isAction: (action) => commandsOf(action) !== undefined,
    });
  const store = makeTemplateStore({ ...deps, check });
  const readCustomers = makePreviewCustomers(deps);
  return {
    ...store,
    check,
    whyOf: ({ code, word }) => pushCheck[code](word),
    variables: TEMPLATE_VARIABLES.map((name) => ({
      name,
      placeholder: `{${push.variables[name]}}`,
    })),
    actions: PUSH_ACTIONS,
    preview: async ({ id, way, variant, customerNos, values = {}, actor }) => {
      const template = await store.find(id);
      if (template === undefined) return 'not_found';
      const customers = await readCustomers({ templateId: id, customerNos, actor });
      if (customers.length < (customerNos?.length ?? 0)) return 'unknown_customer';
      const show = makePreview(deps, completePush, { template, way, variant, values });
      return customers.map(show);
    },
  };
}

function makePreview(
  { brand, clock }: OutreachWordsDeps,
  completePush: CompletePush,
  wanted: {
    readonly template: OutreachTemplate;
    readonly way: 'wechat' | 'web' | 'sms';
    readonly variant: 'A' | 'B';
    readonly values: TemplateValues;
  },
): (customer: PreviewCustomer) => TemplatePreview {
  const { template, way, variant, values } = wanted;
  return ({ customerNo, values: known }) => {
    const now = clock.now();
    const shared = { brand, values, now };
    const shown = { ...values, name: maskName(known.name) };
    const claim = known.claimNo === undefined ? {} : { claimNo: maskNumber(known.claimNo) };
    const { draft, missing } = renderPush(template, variant, {
      ...shared,
      customer: { ...known, ...claim },
      values: shown,
    });
    const content = completePush(draft);
    const isSms = way === 'sms';
    const text = isSms ? (content.smsText ?? content.text) : content.text;
    return {
      customerNo,
      name: maskName(known.name),
      text,
      taps: isSms ? [] : (content.taps ?? []).map(({ label }) => label),
      smsSegments: isSms ? smsSegments(text) : null,
      missing: missing.map((variable) => push.variables[variable]),
    };
  };
}
