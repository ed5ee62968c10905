import { type DemoRow, NEVER_TOLD } from './demo-row.ts';
import type { DemoCustomer, DemoVehicle } from './insurer.ts';
import { makeCarCare, makeCare } from './make-care.ts';

interface OwnedVehicle {
  readonly owner: DemoCustomer;
  readonly vehicle: DemoVehicle;
}

/** A row of table `customers`. */
export function customerRow(customer: DemoCustomer, now: Date): DemoRow {
  const care = makeCare(customer, now);
  return {
    id: customer.id,
    customer_no: customer.customerNo,
    name: customer.name,
    gender: customer.gender ?? null,
    phone: customer.phone,
    id_type: 'resident_id',
    id_number: customer.idNumber,
    // The ID number holds the birth date; care needs its month and day only.
    birthday: care.birthday,
    birthday_kind: care.birthdayKind,
    birthday_in_leap_month: care.birthdayInLeapMonth,
    city: care.city,
    licence_expires_on: care.licenceExpiresOn,
    bereaved_at: care.bereavedAt,
    marketing_blocked_at: care.marketingBlockedAt,
    email: customer.email ?? null,
    address: customer.address,
    branch: customer.branch.name,
    tier: customer.tier,
    tags: customer.tags,
    relationship_manager: customer.relationshipManager ?? null,
    source_updated_at: NEVER_TOLD,
    created_at: customer.since,
    updated_at: customer.since,
  };
}

/** A row of table `vehicles`. */
export function vehicleRow({ owner, vehicle }: OwnedVehicle, now: Date): DemoRow {
  const care = makeCarCare(owner, vehicle, now);
  return {
    id: vehicle.id,
    customer_id: owner.id,
    plate: vehicle.plate ?? null,
    vin: vehicle.vin,
    model: vehicle.model.name,
    energy: vehicle.model.energy,
    inspection_due_on: care.inspectionDueOn,
    registered_on: care.registeredOn,
    city: care.city,
    created_at: owner.since,
    updated_at: owner.since,
  };
}

/** A vehicle's rows of table `policies`. */
export function policyRows({ owner, vehicle }: OwnedVehicle): readonly DemoRow[] {
  return vehicle.policies.map((policy) => ({
    id: policy.id,
    policy_no: policy.policyNo,
    customer_id: owner.id,
    vehicle_id: vehicle.id,
    kind: policy.kind,
    status: policy.status,
    starts_at: policy.startsAt,
    ends_at: policy.endsAt,
    premium_fen: policy.premiumFen,
    covers: policy.covers,
    branch: owner.branch.name,
    source_updated_at: NEVER_TOLD,
    created_at: policy.boughtAt,
    updated_at: policy.boughtAt,
  }));
}
