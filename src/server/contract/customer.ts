import { z } from 'zod';
import { parseDay } from '../../domain/calendar/shanghai-day.ts';
import { CLAIM_STATUSES } from '../../domain/claim/status.ts';
import { REVEALABLE_FIELDS } from '../../domain/customer/record.ts';
import {
  fen,
  instant,
  instantInput,
  numberInput,
  pageQuery,
  phoneInput,
  plateInput,
  shortText,
} from './common.ts';

const dayInput = z
  .string()
  .refine((text) => parseDay(text) !== undefined, 'use YYYY-MM-DD, a day that there is');

export const vehicleInput = z
  .object({
    plate: plateInput.nullish(),
    /** 17 characters; a wrong check digit is stored and warned about. */
    vin: z
      .string()
      .transform((text) => text.normalize('NFKC').toUpperCase().replace(/[\s-]/g, ''))
      .refine((vin) => /^[A-Z0-9]{5,20}$/.test(vin), 'not a VIN')
      .nullish(),
    model: shortText(100).nullish(),
    energy: shortText(20).nullish(),
    /** By when it has to be inspected next, as its licence says. */
    inspectionDueOn: dayInput.nullish(),
    registeredOn: dayInput.nullish(),
    city: shortText(50).nullish(),
  })
  .refine((vehicle) => Boolean(vehicle.plate) || Boolean(vehicle.vin), 'give a plate or a VIN');

/** `PUT /customers/:customerNo`: fields that are absent stay as they are, null clears one. */
export const customerInput = z
  .object({
    name: shortText(100),
    gender: z.enum(['male', 'female']).nullish(),
    phone: phoneInput.nullish(),
    idType: shortText(30).nullish(),
    idNumber: z
      .string()
      .transform((text) => text.normalize('NFKC').toUpperCase().replace(/\s/g, ''))
      .refine((text) => /^[0-9A-Z()-]{4,30}$/.test(text), 'not an ID document number')
      .nullish(),
    /** Month and day; a year that comes along is not kept (domain.md 5.1). */
    birthday: z
      .string()
      .regex(/^(?:\d{4}-)?(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, 'use MM-DD')
      .transform((text) => text.slice(-5))
      .nullish(),
    /** lunar: `birthday` is a day of the lunar year, whose months have 29 or 30 days. */
    birthdayKind: z.enum(['solar', 'lunar']).optional(),
    birthdayInLeapMonth: z.boolean().optional(),
    /** Where they live, such as 上海市: what notices for a region go by. */
    city: shortText(50).nullish(),
    licenceExpiresOn: dayInput.nullish(),
    /** A bereavement: no greetings and no marketing. */
    bereaved: z.boolean().optional(),
    /** On the list of people who get no marketing, whatever they agreed to. */
    marketingBlocked: z.boolean().optional(),
    email: z.email().max(200).nullish(),
    address: shortText(300).nullish(),
    branch: shortText(100).nullish(),
    tier: z.enum(['standard', 'gold', 'platinum', 'diamond']).optional(),
    tags: z.array(shortText(30)).max(50).optional(),
    relationshipManager: shortText(50).nullish(),
    vehicles: z.array(vehicleInput).max(500).optional(),
    /** When the source system last changed it; now when absent. */
    updatedAt: instantInput.exactOptional(),
  })
  .refine(({ birthday, birthdayKind }) => birthdayKind !== 'lunar' || !birthday?.endsWith('-31'), {
    path: ['birthday'],
    error: 'a lunar month has at most 30 days',
  })
  .refine(
    ({ birthdayKind, birthdayInLeapMonth }) =>
      birthdayInLeapMonth !== true || birthdayKind === 'lunar',
    { path: ['birthdayInLeapMonth'], error: 'only a lunar birthday is in a leap month' },
  );

export const policyInput = z
  .object({
    customerNo: numberInput,
    vehicle: vehicleInput.optional(),
    kind: z.enum(['compulsory', 'commercial']),
    status: z.enum(['active', 'cancelled', 'expired', 'pending']).optional(),
    startsAt: instantInput,
    endsAt: instantInput,
    premiumFen: fen.nullish(),
    covers: z
      .array(
        z.object({
          code: shortText(30),
          name: shortText(100),
          sumInsuredFen: fen.exactOptional(),
          deductibleFen: fen.exactOptional(),
        }),
      )
      .max(50)
      .optional(),
    branch: shortText(100).nullish(),
    /** When the source system last changed it; now when absent. */
    updatedAt: instantInput.exactOptional(),
  })
  .refine((policy) => policy.startsAt < policy.endsAt, {
    path: ['endsAt'],
    error: 'must be after startsAt',
  });

export const customerParams = z.object({ customerNo: numberInput });
export const policyParams = z.object({ policyNo: numberInput });

export const customerQuery = pageQuery.extend({
  /** A name (or its beginning), phone, plate, or customer, policy, claim or report number. */
  query: z.string().max(100).optional(),
});

export const customerSummary = z.object({
  customerNo: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  plates: z.array(z.string()),
  branch: z.string().nullable(),
  tier: z.string(),
});

const vehicle = z.object({
  plate: z.string().nullable(),
  vin: z.string().nullable(),
  model: z.string().nullable(),
  energy: z.string().nullable(),
  inspectionDueOn: z.string().nullable(),
  registeredOn: z.string().nullable(),
  city: z.string().nullable(),
});

export const policy = z.object({
  policyNo: z.string(),
  customerNo: z.string(),
  kind: z.string(),
  status: z.string(),
  startsAt: instant,
  endsAt: instant,
  premiumFen: z.number().nullable(),
  covers: z.array(z.record(z.string(), z.json())),
  branch: z.string().nullable(),
  vehicle: vehicle.nullable(),
  sourceUpdatedAt: instant.nullable(),
  updatedAt: instant,
});

const customerClaim = z.object({
  claimNo: z.string(),
  reportNo: z.string().nullable(),
  status: z.enum(CLAIM_STATUSES),
  rawStatus: z.string().nullable(),
  statusAt: instant,
  reportedAt: instant,
  hasInjury: z.boolean(),
});

/** Customer 360. Personal data is masked; numbers that this API uses as keys are not. */
export const customer = customerSummary.extend({
  gender: z.string().nullable(),
  idType: z.string().nullable(),
  idNumber: z.string().nullable(),
  birthday: z.string().nullable(),
  birthdayKind: z.enum(['solar', 'lunar']),
  birthdayInLeapMonth: z.boolean(),
  city: z.string().nullable(),
  licenceExpiresOn: z.string().nullable(),
  /** Since when the desk knows of it. */
  bereavedAt: instant.nullable(),
  marketingBlockedAt: instant.nullable(),
  /** No survey and no return visit before this. */
  surveySilentUntil: instant.nullable(),
  email: z.string().nullable(),
  address: z.string().nullable(),
  tags: z.array(z.string()),
  relationshipManager: z.string().nullable(),
  sourceUpdatedAt: instant.nullable(),
  createdAt: instant,
  updatedAt: instant,
  vehicles: z.array(vehicle),
  policies: z.array(policy),
  claims: z.array(customerClaim),
  identities: z.array(
    z.object({
      channelAccount: z.string(),
      level: z.number().int(),
      verifiedAt: instant.nullable(),
      verifiedBy: z.string().nullable(),
    }),
  ),
  contacts: z.array(
    z.object({
      conversationId: z.string(),
      channelAccount: z.string(),
      mode: z.string(),
      lastMessageAt: instant,
      messageCount: z.number().int(),
      endedAt: instant.nullable(),
    }),
  ),
});

export const revealInput = z.object({
  field: z.enum(REVEALABLE_FIELDS),
  /** Why it is needed; it stays in the audit trail. */
  reason: shortText(200),
});

export const revealed = z.object({
  field: z.enum(REVEALABLE_FIELDS),
  /** Empty when nothing is stored; more than one only for plates and VINs. */
  values: z.array(z.string()),
});
