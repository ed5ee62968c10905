import { type Json, type JsonObject, textField } from '../lib/json.ts';
import {
  maskAddress,
  maskEmail,
  maskName,
  maskNumber,
  maskPhone,
  maskPlate,
  maskText,
} from './mask.ts';
import type { ServiceRequestKind } from './service-request.ts';

/** Keys whose text is shown by a mask of its own; every other text has what looks personal in it masked. */
const MASKS: Readonly<Record<string, (text: string) => string>> = {
  place: maskAddress,
  destination: maskAddress,
  deliverTo: (text) => (text.includes('@') ? maskEmail(text) : text),
  caseNo: maskNumber,
  callFrom: (text) => text,
  callTo: (text) => text,
  dueAt: (text) => text,
};

/** Where somebody stood is for whoever comes to help, by a reveal. */
const NEVER_SHOWN: ReadonlySet<string> = new Set(['latitude', 'longitude']);

/** What the kind needs, as lists and pages show it. */
export function maskDetails(kind: ServiceRequestKind, details: JsonObject): JsonObject {
  const shown = Object.entries(details)
    .filter(([key]) => !NEVER_SHOWN.has(key))
    .map(([key, value]) => [key, maskValue(key, value)]);
  const masked: JsonObject = Object.fromEntries(shown);
  const value = textField(details, 'value');
  if (kind !== 'profile_change' || value === undefined) return masked;
  return { ...masked, value: maskProfileValue(textField(details, 'field'), value) };
}

function maskValue(key: string, value: Json | undefined): Json | undefined {
  if (typeof value === 'string') return (MASKS[key] ?? maskText)(value);
  if (Array.isArray(value)) return value.map((item) => maskValue('', item) ?? null);
  return value;
}

function maskProfileValue(field: string | undefined, value: string): string {
  switch (field) {
    case 'phone':
      return maskPhone(value);
    case 'address':
      return maskAddress(value);
    case 'plate':
      return maskPlate(value);
    default:
      return value
        .split(' ')
        .map((part) => (/\d/.test(part) ? maskText(part) : maskName(part)))
        .join(' ');
  }
}
