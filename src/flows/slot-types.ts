import { isIdLast4 } from '../domain/entities/id-document.ts';
import { isClaimNo } from '../domain/entities/numbers.ts';
import { isPlate } from '../domain/entities/plate.ts';
import { isMobile } from '../domain/identifiers.ts';
import { maskPhone } from '../domain/mask.ts';
import { isJsonObject, type Json, type JsonObject, textField } from '../lib/json.ts';
import { copy } from './copy/zh-cn.ts';
import type { SlotType } from './flow.ts';

function gate(accepts: (value: string) => boolean): SlotType['check'] {
  return (value) => (typeof value === 'string' && accepts(value) ? value : undefined);
}

/** A registration plate, normalised. */
export const plateType: SlotType = {
  name: 'plate',
  entity: 'plate',
  check: gate(isPlate),
  show: String,
};

/** A mobile number of eleven digits; echoed masked. */
export const phoneType: SlotType = {
  name: 'phone',
  entity: 'phone',
  check: gate(isMobile),
  show: (value) => maskPhone(String(value)),
};

/** The last four characters of an ID document; never echoed. */
export const idLast4Type: SlotType = {
  name: 'id_last4',
  entity: 'id_last4',
  check: gate(isIdLast4),
};

/** A claim or report number. */
export const claimNoType: SlotType = {
  name: 'claim_no',
  entity: 'claim_no',
  check: gate(isClaimNo),
  show: String,
};

/** A code of six digits sent by SMS; never echoed. */
export const oneTimeCodeType: SlotType = {
  name: 'one_time_code',
  entity: 'one_time_code',
  check: gate((value) => /^\d{6}$/.test(value)),
};

/** One of the options offered. Which words point at which option is found by the engine. */
export const choiceType: SlotType = {
  name: 'choice',
  check: (value) => (typeof value === 'string' ? value : undefined),
};

/** Yes or no; only meaningful when asked. */
export const yesNoType: SlotType = {
  name: 'yes_no',
  parse: (text, { isAsked }) => {
    if (!isAsked) return undefined;
    if (copy.words.no.test(text)) return false;
    return copy.words.yes.test(text) ? true : undefined;
  },
  check: (value) => (typeof value === 'boolean' ? value : undefined),
};

/** Free text of at most 500 characters, taken as it is when asked and nothing else was said. */
export const textType: SlotType = {
  name: 'text',
  isFreeText: true,
  check: (value) =>
    typeof value === 'string' && value.length > 0 && value.length <= TEXT_LENGTH_MAX
      ? value
      : undefined,
};

const TEXT_LENGTH_MAX = 500;

/** A flag or a count that only buttons and completions set; never read from a text. */
export const internalType: SlotType = {
  name: 'internal',
  check: (value) =>
    typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string'
      ? value
      : undefined,
};

/** Files as the engine hands them over; stored by their ids. */
export const filesType: SlotType = {
  name: 'files',
  takesFiles: true,
  check: (value) =>
    Array.isArray(value) && value.every(isFile) && value.length > 0 ? value : undefined,
};

function isFile(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'contentType' in value;
}

/** The ids in a slot of `filesType`. */
export function fileIdsIn(value: Json | undefined): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((file) => textField(file, 'fileId') ?? []);
}

/** A place shared from the device, in degrees. */
export const locationType: SlotType = {
  name: 'location',
  takesLocation: true,
  check: (value) => (isJsonObject(value) && isPoint(value) ? value : undefined),
};

function isPoint({ latitude, longitude }: JsonObject): boolean {
  return (
    typeof latitude === 'number' &&
    typeof longitude === 'number' &&
    Math.abs(latitude) <= 90 &&
    Math.abs(longitude) <= 180
  );
}
