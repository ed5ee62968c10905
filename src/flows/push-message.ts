import { COMPOUND_SURNAMES } from '../domain/entities/surnames.ts';
import { maskPlate } from '../domain/mask.ts';
import type { PushContent, PushTap } from '../domain/outreach/delivery.ts';
import type { CompletePush, PushDraft } from '../domain/outreach/draft.ts';
import {
  type PushValues,
  renderTemplate,
  TEMPLATE_VARIABLES,
  type TemplateAction,
  type TemplateValues,
  type TemplateVariable,
  type TemplateWords,
} from '../domain/outreach/template.ts';
import type { PushClass } from '../domain/push/settings.ts';
import { isJsonObject, type Json, type JsonObject } from '../lib/json.ts';
import type { Command, Offer } from './command.ts';
import { push as text } from './copy/push.ts';
import type { Prompt } from './flow.ts';

/** Taps below one reply, the one for refusing included. */
const TAPS_MAX = 4;

/** Actions that need nothing beside their name: each begins the flow of that name. */
const FLOW_ACTIONS = [
  'claim_report',
  'claim_status',
  'claim_documents',
  'policy_query',
  'policy_renewal',
  'policy_document',
  'profile_update',
  'roadside_assistance',
  'complaint_file',
  'referral',
] as const;

/** What a tap of a template may do: one of these, `handoff`, `knowledge:<slug>` or `event_signup:<eventNo>`. */
export const PUSH_ACTIONS: readonly string[] = [
  ...FLOW_ACTIONS,
  'handoff',
  'knowledge',
  'event_signup',
];

/** The commands of an action; undefined for one that is none of the list. */
export function commandsOf(action: string): readonly Command[] | undefined {
  const [name = '', ...rest] = action.split(':');
  const subject = rest.join(':');
  if (name === 'handoff' && subject === '') return [{ do: 'handoff', reason: 'asked' }];
  if (name === 'knowledge' && subject !== '') return startOf(name, { article: subject });
  if (name === 'event_signup') return startOf(name, subject === '' ? {} : { event: subject });
  const isFlow = subject === '' && FLOW_ACTIONS.some((flow) => flow === name);
  return isFlow ? startOf(name, {}) : undefined;
}

function startOf(flow: string, slots: JsonObject): readonly Command[] {
  return [{ do: 'startFlow', flow, slots }];
}

/** Gives pushes what their class needs. `company` is what the insurer is called in a short message. */
export function makeCompletePush({ company }: { readonly company: string }): CompletePush {
  return (draft) => {
    const { pushClass, isScale = false } = draft;
    const mayRefuse = pushClass !== 'service';
    const smsText = text.sms({ company, text: draft.smsText ?? draft.text, mayRefuse });
    const taps = tapsOf(draft);
    const hasRefuseTap = mayRefuse && !isScale && taps.length < TAPS_MAX;
    const lines =
      mayRefuse && !hasRefuseTap ? [draft.text, text.refuseLine(pushClass)] : [draft.text];
    const shown = hasRefuseTap ? [...taps, refusal(pushClass)] : taps;
    return {
      text: lines.join('\n'),
      smsText,
      ...(shown.length === 0 ? {} : { taps: shown }),
      ...(isScale ? { isScale } : {}),
    };
  };
}

function tapsOf(draft: PushDraft): readonly PushTap[] {
  const actions = (draft.actions ?? []).flatMap(({ label, action }: TemplateAction) => {
    const commands = commandsOf(action);
    return commands === undefined ? [] : [{ label, commands: commands.map(toJson) }];
  });
  return [...(draft.taps ?? []), ...actions];
}

/** No more of this kind, and of no other: by one tap, at once (domain.md 3.7). */
function refusal(pushClass: Exclude<PushClass, 'service'>): PushTap {
  const choice = { isWanted: false, purposes: [pushClass], isAboutService: false };
  const command = { do: 'startFlow', flow: 'opt_out', slots: { choice } };
  return { label: text.refuseLabel(pushClass), commands: [command] };
}

function toJson(command: Command): JsonObject {
  return { ...command };
}

/** A push as the conversation says it. Commands that a push may not carry are left out. */
export function toPushPrompt({ text: said, taps = [], isScale = false }: PushContent): Prompt {
  const offers = taps.flatMap((tap): readonly Offer[] => {
    const commands = tap.commands.flatMap(toCommand);
    return commands.length === 0 ? [] : [{ label: tap.label, commands }];
  });
  return {
    text: said,
    ...(offers.length === 0 ? {} : { offers }),
    ...(isScale ? { isScale: true as const } : {}),
  };
}

function toCommand(given: JsonObject): readonly Command[] {
  switch (given['do']) {
    case 'handoff':
      return [{ do: 'handoff', reason: 'asked' }];
    case 'setSlot': {
      const { slot, value } = given;
      return typeof slot === 'string' && value !== undefined
        ? [{ do: 'setSlot', slot, value }]
        : [];
    }
    case 'startFlow': {
      const { flow, slots } = given;
      if (typeof flow !== 'string') return [];
      return [{ do: 'startFlow', flow, ...(isJsonObject(slots) ? { slots } : {}) }];
    }
    default:
      return [];
  }
}

/** What is the same for everybody: of the insurer, and of the campaign by variable. */
export interface SharedValues {
  readonly brand: { readonly name: string; readonly fullName?: string; readonly hotline: string };
  readonly values: JsonObject;
  readonly now: Date;
}

/** A template filled in for one customer. With anything in `missing` it must not be sent. */
export function renderPush(
  template: Pick<TemplateWords, 'pushClass' | 'variants' | 'actions'>,
  variant: string,
  known: { readonly customer: PushValues } & SharedValues,
): { readonly draft: PushDraft; readonly missing: readonly TemplateVariable[] } {
  const chosen = template.variants.find(({ key }) => key === variant) ?? template.variants[0];
  if (chosen === undefined) throw new Error('a template without a text');
  const values = toTemplateValues(known.customer, known);
  const { missing, ...words } = renderTemplate(chosen, values, text.variables);
  const { pushClass, actions } = template;
  return { draft: { pushClass, actions: actions.map(actionOf(known.values)), ...words }, missing };
}

/** `event_signup` alone is for the event that the campaign is about. */
function actionOf(values: JsonObject): (action: TemplateAction) => TemplateAction {
  const { eventNo } = values;
  return ({ label, action }) =>
    action === 'event_signup' && typeof eventNo === 'string'
      ? { label, action: `event_signup:${eventNo}` }
      : { label, action };
}

/** What is known of a customer, as it is written. What a campaign gives goes before what we found. */
export function toTemplateValues(customer: PushValues, shared: SharedValues): TemplateValues {
  const { brand, now } = shared;
  const thisYear = now.toISOString().slice(0, 4);
  const day = (given: string | undefined) =>
    given === undefined ? undefined : text.day(given, thisYear);
  const found: Readonly<Partial<Record<TemplateVariable, string | undefined>>> = {
    salutation: salutationOf(customer),
    name: customer.name,
    plate: customer.plate === undefined ? undefined : maskPlate(customer.plate),
    policyKind:
      customer.policyKind === undefined ? undefined : text.policyKinds[customer.policyKind],
    policyEndsOn: day(customer.policyEndsOn),
    inspectionDueOn: day(customer.inspectionDueOn),
    licenceExpiresOn: day(customer.licenceExpiresOn),
    claimNo: customer.claimNo,
    manager: customer.manager,
    city: customer.city,
    tenureYears: customer.tenureYears === undefined ? undefined : String(customer.tenureYears),
    company: brand.name,
    companyFull: brand.fullName,
    hotline: brand.hotline,
  };
  const known = TEMPLATE_VARIABLES.flatMap((variable) => {
    const value = written(shared.values[variable], thisYear) ?? found[variable];
    return value === undefined ? [] : [[variable, value]];
  });
  return Object.fromEntries(known);
}

/** A campaign's value as it is written: days and kinds of policies have names. */
function written(value: Json | undefined, thisYear: string): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  if (value === 'compulsory' || value === 'commercial') return text.policyKinds[value];
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? text.day(value, thisYear) : value;
}

/** Longer names are those of companies, or not in Chinese characters. */
const PERSON_NAME = /^\p{Script=Han}{2,4}$/u;
const COMPOUND = new RegExp(`^(?:${COMPOUND_SURNAMES})`);

/** `张先生`, `欧阳女士`; 您 when the gender is not known, or the name is no person's (domain.md 5.3). */
export function salutationOf({ name, gender }: Pick<PushValues, 'name' | 'gender'>): string {
  if (gender === undefined || !PERSON_NAME.test(name)) return text.salutation.unknown;
  const surname = (name.length > 2 ? COMPOUND.exec(name)?.[0] : undefined) ?? name.slice(0, 1);
  return text.salutation[gender](surname);
}
