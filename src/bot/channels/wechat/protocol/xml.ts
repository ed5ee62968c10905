import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { cleanText } from '../../web/clean-json.ts';

/** The text of an element, its children by name, or all elements of one name. */
export type XmlValue = string | XmlNode | readonly XmlValue[];
export interface XmlNode {
  readonly [name: string]: XmlValue | undefined;
}

export type ParsedXml =
  | { readonly kind: 'ok'; readonly root: XmlNode }
  | { readonly kind: 'failed'; readonly reason: 'too_large' | 'forbidden_markup' | 'not_xml' };

/** The most that a callback may have; real ones have a few kilobytes. */
const CHARACTERS_MAX = 1024 * 1024;
/** Tags, opened and closed. Bounds the work that somebody without a token can make us do. */
const TAGS_MAX = 5_000;
const DEPTH_MAX = 16;
const CDATA_START = '<![CDATA[';
const CDATA_END = ']]>';
const DECLARATION = /^\s*<\?xml [^<>]*\?>/;

/**
 * Reads a callback's `<xml>`. Every text stays text: ids have 64 bits, more than a number holds. No DTD, no
 * entities but the five of XML, no comments: WeChat sends none, and attacks are made of them. Never throws.
 */
export function parseXml(body: string): ParsedXml {
  if (body.length > CHARACTERS_MAX) return { kind: 'failed', reason: 'too_large' };
  const markup = withoutCdata(body.replace(DECLARATION, ''));
  if (/<[!?]/.test(markup)) return { kind: 'failed', reason: 'forbidden_markup' };
  if ((markup.match(/</g)?.length ?? 0) > TAGS_MAX) return { kind: 'failed', reason: 'too_large' };
  const root = rootOf(body.trim());
  return root === undefined ? { kind: 'failed', reason: 'not_xml' } : { kind: 'ok', root };
}

/**
 * What a customer wrote stands in CDATA and may well contain a "<!DOCTYPE". Not by a regular expression: of a
 * thousand openings without an end it would look from each of them to the end.
 */
function withoutCdata(body: string): string {
  let markup = '';
  for (let from = 0; ; ) {
    const start = body.indexOf(CDATA_START, from);
    const end = start === -1 ? -1 : body.indexOf(CDATA_END, start);
    // One that does not end stays, and is refused with the rest.
    if (end === -1) return markup + body.slice(from);
    markup += body.slice(from, start);
    from = end + CDATA_END.length;
  }
}

/** The element's text without the edges' white space; undefined when it is absent, empty, repeated or has children. */
export function textOf(node: XmlNode, name: string): string | undefined {
  const value = node[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** The element's children; none when it is absent or has none. */
export function childrenOf(node: XmlNode, name: string): XmlNode {
  const value = node[name];
  return isNode(value) ? value : {};
}

/** All elements of one name that have children. */
export function listOf(node: XmlNode, name: string): readonly XmlNode[] {
  const value = node[name];
  if (Array.isArray(value)) return value.filter(isNode);
  return isNode(value) ? [value] : [];
}

function isNode(value: unknown): value is XmlNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const TEXT = '#text';
const CDATA_NAME = '#cdata';

/** preserveOrder: text and CDATA may be mixed in one element, and only text has entities. */
const parser = new XMLParser({
  preserveOrder: true,
  cdataPropName: CDATA_NAME,
  textNodeName: TEXT,
  processEntities: false,
  parseTagValue: false,
  trimValues: false,
  ignoreAttributes: true,
  maxNestedTags: DEPTH_MAX,
});

function rootOf(body: string): XmlNode | undefined {
  try {
    // The parser alone takes `<xml><A>1</A>` for whole: only the validator sees what was cut off.
    if (XMLValidator.validate(body) !== true) return undefined;
    const parsed: unknown = parser.parse(body);
    if (!Array.isArray(parsed)) return undefined;
    const root = contentOf(parsed);
    return isNode(root) && isNode(root['xml']) ? root['xml'] : undefined;
  } catch {
    return undefined;
  }
}

/** One element's content as the parser has it: a list of objects with one name each. */
function contentOf(content: readonly unknown[]): XmlValue {
  const children = new Map<string, XmlValue | XmlValue[]>();
  let text = '';
  for (const part of content) {
    if (!isNode(part)) continue;
    for (const [name, inner] of Object.entries(part)) {
      if (name === TEXT) text += decodeEntities(String(inner));
      else if (name === CDATA_NAME) text += cdataOf(inner);
      else if (Array.isArray(inner)) add(children, name, contentOf(inner));
    }
  }
  return children.size === 0 ? cleanText(text) : Object.fromEntries(children);
}

function add(to: Map<string, XmlValue | XmlValue[]>, name: string, value: XmlValue): void {
  const before = to.get(name);
  if (before === undefined) to.set(name, value);
  else if (Array.isArray(before)) before.push(value);
  else to.set(name, [before, value]);
}

function cdataOf(inner: unknown): string {
  const [only]: unknown[] = Array.isArray(inner) ? inner : [];
  return isNode(only) ? String(only[TEXT] ?? '') : '';
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};
const CODE_POINT_MAX = 0x10ffff;

/** In one pass, so that `&amp;lt;` stays `&lt;`; what is no entity of XML stays as it is. */
function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, (whole, ...groups) => {
    const [decimal, hex, name]: unknown[] = groups;
    if (typeof name === 'string') return NAMED[name] ?? whole;
    const point = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal);
    return point <= CODE_POINT_MAX ? String.fromCodePoint(point) : whole;
  });
}
