import type { JsonObject } from '../../lib/json.ts';

/** A field of a PUT: absent leaves what is stored, null clears it. */
export type Given<T> = T | null | undefined;

/** What the insurer's system tells about a customer. Identifiers are normalised. */
export interface CustomerPut {
  readonly customerNo: string;
  readonly name: string;
  readonly gender?: Given<string>;
  readonly phone?: Given<string>;
  readonly idType?: Given<string>;
  readonly idNumber?: Given<string>;
  /** `MM-DD`. */
  readonly birthday?: Given<string>;
  /** What `birthday` counts in. */
  readonly birthdayKind?: 'solar' | 'lunar' | undefined;
  readonly birthdayInLeapMonth?: boolean | undefined;
  /** As the silent days name it: `上海市`. */
  readonly city?: Given<string>;
  /** `YYYY-MM-DD` */
  readonly licenceExpiresOn?: Given<string>;
  /** True: greetings and marketing stop, and since when is kept. False: they may go on. */
  readonly bereaved?: boolean | undefined;
  /** True: on the insurer's own list of people who get no marketing. */
  readonly marketingBlocked?: boolean | undefined;
  readonly email?: Given<string>;
  readonly address?: Given<string>;
  readonly branch?: Given<string>;
  readonly tier?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly relationshipManager?: Given<string>;
  readonly vehicles?: readonly VehiclePut[] | undefined;
  /** By the source's clock: an older PUT changes nothing. */
  readonly updatedAt: Date;
}

/** A vehicle is known by its VIN, or by its plate while no VIN was told. */
export interface VehiclePut {
  readonly plate?: Given<string>;
  readonly vin?: Given<string>;
  readonly model?: Given<string>;
  readonly energy?: Given<string>;
  /** `YYYY-MM-DD`, of the vehicle licence. */
  readonly inspectionDueOn?: Given<string>;
  /** `YYYY-MM-DD` */
  readonly registeredOn?: Given<string>;
  /** Where it is at home. */
  readonly city?: Given<string>;
}

export interface PolicyPut {
  readonly policyNo: string;
  readonly customerNo: string;
  readonly vehicle?: VehiclePut | undefined;
  readonly kind: 'compulsory' | 'commercial';
  readonly status?: string | undefined;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly premiumFen?: Given<number>;
  readonly covers?: readonly JsonObject[] | undefined;
  readonly branch?: Given<string>;
  readonly updatedAt: Date;
}

/** What became of a PUT. */
export type PutOutcome =
  | { readonly kind: 'created' | 'updated' }
  /** A newer version is stored already. */
  | { readonly kind: 'older' }
  /** It names something that was never PUT. */
  | { readonly kind: 'unknown_reference'; readonly field: 'customerNo' | 'policyNo' };

/** What a person may ask to see unmasked, one kind at a time. */
export const REVEALABLE_FIELDS = [
  'name',
  'phone',
  'idNumber',
  'birthday',
  'email',
  'address',
  'plates',
  'vins',
] as const;

export type RevealableField = (typeof REVEALABLE_FIELDS)[number];
