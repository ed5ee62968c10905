import { sha256 } from '../../../../lib/sha256.ts';

/** Hex digits of an id made of facts: 128 bits. */
const ID_DIGITS = 32;
/** WeChat's times are whole seconds of ten digits; anything else is not one. */
const SECONDS = /^[1-9]\d{7,9}$/;

type Present<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** The fields that have a value. */
export function present<T extends object>(fields: T): Present<T> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  // Only what is undefined was left out, which is what the type says.
  return Object.fromEntries(entries) as Present<T>;
}

/**
 * The id of what has none of its own: the same for each repetition (events are told apart by sender, time and what
 * they say, wechat.md 3.3), and without the sender in clear.
 */
export function idOfFacts(facts: readonly unknown[]): string {
  return `facts-${sha256(JSON.stringify(facts)).slice(0, ID_DIGITS)}`;
}

/** Undefined when it is no time that WeChat could have meant. */
export function secondsToDate(seconds: string | undefined): Date | undefined {
  return seconds !== undefined && SECONDS.test(seconds)
    ? new Date(Number(seconds) * 1_000)
    : undefined;
}

export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

/** Undefined when it is no place on earth; 0, 0 is what WeChat says when it has none. */
export function coordinatesOf(
  latitude: string | number | undefined,
  longitude: string | number | undefined,
): Coordinates | undefined {
  const place = { latitude: degrees(latitude, 90), longitude: degrees(longitude, 180) };
  if (Number.isNaN(place.latitude) || Number.isNaN(place.longitude)) return undefined;
  return place.latitude === 0 && place.longitude === 0 ? undefined : place;
}

function degrees(value: string | number | undefined, max: number): number {
  if (value === undefined || String(value).trim() === '') return Number.NaN;
  const number = Number(value);
  return Math.abs(number) <= max ? number : Number.NaN;
}
