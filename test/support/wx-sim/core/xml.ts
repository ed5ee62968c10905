import { XMLParser } from 'fast-xml-parser';

/** A value, or elements inside. Numbers stand bare, texts in CDATA, as WeChat writes them. */
export type XmlValue = string | number | bigint | readonly XmlField[];
export type XmlField = readonly [name: string, value: XmlValue];

/** `<xml>` with the fields in their order. */
export function writeXml(fields: readonly XmlField[]): string {
  return `<xml>${write(fields)}</xml>`;
}

function write(fields: readonly XmlField[]): string {
  return fields.map(([name, value]) => `<${name}>${xmlOf(value)}</${name}>`).join('');
}

function xmlOf(value: XmlValue): string {
  if (typeof value === 'string') return `<![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
  return typeof value === 'object' ? write(value) : String(value);
}

const parser = new XMLParser({ processEntities: false, parseTagValue: false });

/** The fields right below `<xml>` that are texts; undefined when it is no such thing. */
export function readXml(text: string): Readonly<Record<string, string>> | undefined {
  if (!text.trimStart().startsWith('<xml')) return undefined;
  try {
    const parsed: unknown = parser.parse(text);
    const root = fieldOf(parsed, 'xml');
    if (typeof root !== 'object' || root === null) return undefined;
    const texts = Object.entries(root).filter((entry) => typeof entry[1] === 'string');
    return Object.fromEntries(texts);
  } catch {
    return undefined;
  }
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}
