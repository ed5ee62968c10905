import { z } from 'zod';
import { parseXml, textOf, type XmlNode } from './xml.ts';

/** What WeCom sends where JSON was chosen for a callback; XML has the same in other letters. */
const jsonEnvelope = z.object({ encrypt: z.string().min(1) });
/** No callback in JSON has anything below its own fields. */
const jsonMessage = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** The encrypted text of a callback's body; undefined when there is none to be read. */
export function openEnvelope(body: string): string | undefined {
  if (isJson(body)) return jsonEnvelope.safeParse(json(body)).data?.encrypt;
  const parsed = parseXml(body);
  return parsed.kind === 'ok' ? textOf(parsed.root, 'Encrypt') : undefined;
}

/** A decrypted or clear message. JSON's numbers become text, as everything in XML is. */
export function readMessage(message: string): XmlNode | undefined {
  if (!isJson(message)) {
    const parsed = parseXml(message);
    return parsed.kind === 'ok' ? parsed.root : undefined;
  }
  const fields = jsonMessage.safeParse(json(message)).data;
  if (fields === undefined) return undefined;
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));
}

function isJson(text: string): boolean {
  return text.trimStart().startsWith('{');
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
