import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  parseWire,
  type WireActivity,
} from '../../../../src/bot/channels/botframework/parse-activity.ts';
import { isJsonObject, type JsonObject } from '../../../../src/lib/json.ts';

const FOLDER = fileURLToPath(new URL('../../../fixtures/botframework', import.meta.url));

/** A recorded activity, with some fields replaced. */
export function readFixture(name: string, replaced: JsonObject = {}): JsonObject {
  const value: unknown = JSON.parse(readFileSync(`${FOLDER}/${name}.json`, 'utf8'));
  if (!isJsonObject(value)) throw new Error(`${name} is no activity`);
  return { ...value, ...replaced };
}

export function readWire(name: string, replaced: JsonObject = {}): WireActivity {
  const parsed = parseWire(readFixture(name, replaced));
  if (parsed.kind !== 'ok') throw new Error(`${name} was refused`);
  return parsed.activity;
}
