import { z } from 'zod';
import { CLAIM_STATUSES } from '../../domain/claim/status.ts';
import type {
  CustomerClaim,
  CustomerView,
  PolicyView,
  VehicleView,
} from '../../domain/customer/view.ts';
import {
  maskAddress,
  maskBirthday,
  maskEmail,
  maskIdNumber,
  maskName,
  maskPhone,
  maskPlate,
  maskVin,
} from '../../domain/mask.ts';
import type { PrismaClient } from '../generated/client.ts';
import type { ClaimModel } from '../generated/models/Claim.ts';
import type { CustomerModel } from '../generated/models/Customer.ts';
import type { PolicyModel } from '../generated/models/Policy.ts';
import type { VehicleModel } from '../generated/models/Vehicle.ts';
import { readContacts, readIdentities } from './read-contacts.ts';

const tagsSchema = z.array(z.string()).catch([]);
const coversSchema = z.array(z.record(z.string(), z.json())).catch([]);
const birthdayKindSchema = z.enum(['solar', 'lunar']);
const statusSchema = z.enum(CLAIM_STATUSES);

/** How many of each kind one customer's page shows; whoever has more is a fleet, and has lists. */
const SHOWN_MAX = 100;

/** Everything we hold about one customer, masked. */
export async function readCustomer(
  prisma: PrismaClient,
  customerNo: string,
): Promise<CustomerView | undefined> {
  const row = await prisma.customer.findUnique({
    where: { customerNo },
    include: {
      vehicles: { orderBy: { createdAt: 'asc' }, take: SHOWN_MAX },
      policies: { orderBy: { endsAt: 'desc' }, take: SHOWN_MAX, include: { vehicle: true } },
      claims: { orderBy: { reportedAt: 'desc' }, take: SHOWN_MAX },
    },
  });
  if (row === null) return undefined;
  return {
    ...toProfile(row),
    plates: row.vehicles.flatMap(({ plate }) => (plate === null ? [] : maskPlate(plate))),
    vehicles: row.vehicles.map(toVehicle),
    policies: row.policies.map((policy) => toPolicy(policy, customerNo)),
    claims: row.claims.map(toClaim),
    identities: await readIdentities(prisma, row.id),
    contacts: await readContacts(prisma, row.id),
  };
}

/** One policy, its vehicle masked. */
export async function readPolicy(
  prisma: PrismaClient,
  policyNo: string,
): Promise<PolicyView | undefined> {
  const row = await prisma.policy.findUnique({
    where: { policyNo },
    include: { vehicle: true, customer: { select: { customerNo: true } } },
  });
  return row === null ? undefined : toPolicy(row, row.customer.customerNo);
}

function toProfile(row: CustomerModel) {
  return {
    id: row.id,
    customerNo: row.customerNo,
    name: maskName(row.name),
    phone: masked(row.phone, maskPhone),
    gender: row.gender,
    idType: row.idType,
    idNumber: masked(row.idNumber, maskIdNumber),
    birthday: masked(row.birthday, maskBirthday),
    birthdayKind: birthdayKindSchema.parse(row.birthdayKind),
    birthdayInLeapMonth: row.birthdayInLeapMonth,
    city: row.city,
    licenceExpiresOn: row.licenceExpiresOn,
    bereavedAt: row.bereavedAt,
    marketingBlockedAt: row.marketingBlockedAt,
    surveySilentUntil: row.surveySilentUntil,
    email: masked(row.email, maskEmail),
    address: masked(row.address, maskAddress),
    branch: row.branch,
    tier: row.tier,
    tags: tagsSchema.parse(row.tags),
    relationshipManager: row.relationshipManager,
    sourceUpdatedAt: row.sourceUpdatedAt,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

function toVehicle(row: VehicleModel): VehicleView {
  return {
    plate: masked(row.plate, maskPlate),
    vin: masked(row.vin, maskVin),
    model: row.model,
    energy: row.energy,
    inspectionDueOn: row.inspectionDueOn,
    registeredOn: row.registeredOn,
    city: row.city,
  };
}

function toPolicy(
  row: PolicyModel & { readonly vehicle: VehicleModel | null },
  customerNo: string,
): PolicyView {
  return {
    policyNo: row.policyNo,
    customerNo,
    kind: row.kind,
    status: row.status,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    premiumFen: row.premiumFen === null ? null : Number(row.premiumFen),
    covers: coversSchema.parse(row.covers),
    branch: row.branch,
    vehicle: row.vehicle === null ? null : toVehicle(row.vehicle),
    sourceUpdatedAt: row.sourceUpdatedAt,
    updatedAt: row.updatedAt,
  };
}

function toClaim(row: ClaimModel): CustomerClaim {
  return {
    claimNo: row.claimNo,
    reportNo: row.reportNo,
    status: statusSchema.parse(row.status),
    rawStatus: row.rawStatus,
    statusAt: row.statusAt,
    reportedAt: row.reportedAt,
    hasInjury: row.hasInjury,
  };
}

function masked(value: string | null, mask: (value: string) => string): string | null {
  return value === null ? null : mask(value);
}
