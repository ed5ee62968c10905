import { newId } from '../../lib/ids.ts';
import type { Sql } from '../sql.ts';
import { carePlans, savedAudiences } from './data/care-plans.ts';
import type { DemoTemplate } from './data/demo-template.ts';
import { generalTemplates } from './data/general-templates.ts';
import { personalTemplates } from './data/personal-templates.ts';
import type { DemoRow } from './demo-row.ts';
import type { AgentIds } from './handoff-rows.ts';
import { insertRows } from './insert-rows.ts';
import type { DemoCustomer } from './insurer.ts';
import { makeConsents } from './make-care.ts';
import { makeSeeded } from './seeded.ts';

/** Who writes the words of pushes, and who approves them: never the same person. */
const AUTHOR = 'demo.agent5';
const REVIEWER = 'demo.supervisor1';
/** The form on which customers agree to be written to, and its text. */
const FORM_TEXT = 'proposal-form-2';
/** As POST /consents files what was decided outside a conversation. */
const OUTSIDE = 'outside';

/** Writes what the insurer sends by itself, to whom, and what its customers agreed to. */
export async function insertCare(
  sql: Sql,
  customers: readonly DemoCustomer[],
  { now, agents }: { readonly now: Date; readonly agents: AgentIds },
): Promise<void> {
  await insertRows(sql, 'consents', customers.flatMap(consentRows));
  const people = { author: idOf(agents, AUTHOR), reviewer: idOf(agents, REVIEWER), now };
  await insertRows(sql, 'outreach_templates', templateRows(people));
  await insertRows(sql, 'care_plans', planRows(people));
  await insertRows(sql, 'audiences', audienceRows(people));
}

interface People {
  readonly author: string;
  readonly reviewer: string;
  readonly now: Date;
}

function idOf(agents: AgentIds, username: string): string {
  const id = agents.get(username);
  if (id === undefined) throw new Error(`demo data: no account ${username}`);
  return id;
}

function consentRows(customer: DemoCustomer): readonly DemoRow[] {
  return makeConsents(customer).map((consent) => ({
    id: consent.id,
    customer_id: customer.id,
    channel_account: OUTSIDE,
    source: 'proposal_form',
    evidence: { documentNo: consent.documentNo },
    purpose: consent.purpose,
    is_granted: consent.isGranted,
    text_version: FORM_TEXT,
    decided_at: consent.decidedAt,
  }));
}

function templateRows({ author, reviewer, now }: People): readonly DemoRow[] {
  const seeded = makeSeeded('outreach-templates');
  return [...personalTemplates, ...generalTemplates].map((template) => ({
    id: newId('outreachTemplate', seeded),
    code: template.code,
    version: 1,
    push_class: template.pushClass,
    occasion: template.occasion ?? null,
    title: template.title,
    variants: variantsOf(template),
    actions: template.actions ?? [],
    status: 'approved',
    author_id: author,
    writer_ids: [author],
    reviewer_id: reviewer,
    submitted_at: now,
    reviewed_at: now,
    created_at: now,
    updated_at: now,
  }));
}

function variantsOf({ text, smsText, textB }: DemoTemplate): readonly DemoRow[] {
  const sms = smsText === undefined ? {} : { smsText };
  return [
    { key: 'A', text, ...sms },
    ...(textB === undefined ? [] : [{ key: 'B', text: textB, ...sms }]),
  ];
}

function planRows({ reviewer, now }: People): readonly DemoRow[] {
  const seeded = makeSeeded('care-plans');
  return carePlans.map((plan) => ({
    id: newId('carePlan', seeded),
    occasion: plan.occasion,
    name: plan.name,
    template_code: plan.templateCode,
    audience_rule: plan.rule ?? {},
    ways: ['wechat', 'web', 'sms'],
    daily_from: '09:00',
    daily_until: '20:00',
    grace_days: plan.graceDays ?? 0,
    is_active: true,
    updated_by: reviewer,
    updated_at: now,
  }));
}

function audienceRows({ reviewer, now }: People): readonly DemoRow[] {
  const seeded = makeSeeded('audiences');
  return savedAudiences.map(({ name, rule }) => ({
    id: newId('audience', seeded),
    name,
    rule,
    created_by: reviewer,
    created_at: now,
    updated_at: now,
  }));
}
