import { readFile } from 'node:fs/promises';

const README = new URL('../../README.md', import.meta.url);
const TRANSCRIPT = /<!-- transcript -->\s*```\w*\n(.*?)```\s*<!-- \/transcript -->/s;
const SPEAKER = /^(客户|客服|核心系统)：(.*)$/;
/** `11月21日`, `2025年6月15日`, `11月24日 18:00`: they move with the first start. */
const DATE = /(?:\d{4}年)?\d{1,2}月\d{1,2}日(?: \d{2}:\d{2})?/g;

/** One thing that is said in the README's conversation. */
export type Line =
  | { readonly by: 'customer' | 'desk'; readonly text: string }
  | {
      readonly by: 'core';
      readonly path: string;
      readonly body: Readonly<Record<string, unknown>>;
    };

/** The conversation of README.md, in order. Throws when the README has none that can be read. */
export async function readTranscript(): Promise<readonly Line[]> {
  const block = TRANSCRIPT.exec(await readFile(README, 'utf8'))?.[1];
  if (block === undefined) throw new Error('README.md has no transcript between its markers');
  const parts: { readonly speaker: string; text: string }[] = [];
  for (const line of block.trimEnd().split('\n')) {
    const [, speaker, first] = SPEAKER.exec(line) ?? [];
    const last = parts.at(-1);
    if (speaker !== undefined) parts.push({ speaker, text: first ?? '' });
    else if (last === undefined) throw new Error(`nobody says "${line}"`);
    else last.text += `\n${line}`;
  }
  return parts.map(toLine);
}

/** The same words on another day. */
export function withoutDates(text: string): string {
  return text.replace(DATE, '〈日期〉');
}

function toLine({ speaker, text }: { readonly speaker: string; readonly text: string }): Line {
  const said = text.trim();
  if (speaker !== '核心系统') return { by: speaker === '客户' ? 'customer' : 'desk', text: said };
  const [, path, json] = /^POST (\S+)\s+(\{.*\})$/s.exec(said) ?? [];
  const body: unknown = JSON.parse(json ?? 'null');
  if (path === undefined || typeof body !== 'object' || body === null) {
    throw new Error(`no request: ${said}`);
  }
  return { by: 'core', path, body: { ...body } };
}
