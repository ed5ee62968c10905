import {
  MENU_OPTIONS_MAX,
  MENU_TEXT_BYTES_MAX,
  TEXT_BYTES_MAX,
  type WechatWire,
} from '../../../../domain/wechat/outbound.ts';
import { copy } from '../../../../flows/copy/zh-cn.ts';
import type { Block } from './blocks.ts';
import { bytesOf, splitText } from './split-text.ts';

/** Bytes of one option of a menu (wechat.md 4.5). */
export const OPTION_BYTES_MAX = 128;

export interface Fitted {
  /** At most as many as the budget. */
  readonly wires: readonly WechatWire[];
  /** How many more it would have taken: what they say is not in `wires`. */
  readonly cut: number;
}

/**
 * What the blocks say in at most `budget` messages (at least 1): one for each text, file and menu when there is
 * room; else one text for all, then the menu's options as numbers in it, then the files by their addresses.
 */
export function fitBlocks(blocks: readonly Block[], budget: number): Fitted {
  const ways = [blocks, merged(blocks), numbered(blocks), linked(blocks)].map(layOut);
  const wires =
    ways.find((way) => way.length <= budget) ??
    ways.reduce((best, way) => (way.length < best.length ? way : best));
  return { wires: wires.slice(0, budget), cut: Math.max(0, wires.length - budget) };
}

/** Planned messages as blocks again, to be fitted into fewer. */
export function toBlocksAgain(wires: readonly WechatWire[]): readonly Block[] {
  return wires.flatMap((wire): readonly Block[] => {
    if (wire.kind !== 'menu') return [wire];
    const labels = wire.options.map(({ label }) => label);
    // The id of an option is its number: a scale begins with the highest.
    const isScale = labels.length > 1 && wire.options[0]?.id === String(labels.length);
    const head = { kind: 'text', text: wire.head } as const;
    return [head, { kind: 'options', labels, isScale }];
  });
}

/** Nothing but text, its options numbered: for a channel that has no menus. */
export function asText(blocks: readonly Block[]): readonly string[] {
  const whole = textIn(numbered(blocks.map(named)));
  return splitText(whole, TEXT_BYTES_MAX);
}

function layOut(blocks: readonly Block[]): readonly WechatWire[] {
  const wires: WechatWire[] = [];
  for (const block of blocks) {
    switch (block.kind) {
      case 'text':
        wires.push(...textWires(block.text));
        break;
      case 'media': {
        const { kind, media, fileId, name } = block;
        wires.push({ kind, media, fileId, name });
        break;
      }
      case 'options':
        wires.push(...optionWires(block, wires.pop()));
    }
  }
  return wires;
}

function textWires(text: string): readonly WechatWire[] {
  return splitText(text, TEXT_BYTES_MAX).map((part) => ({ kind: 'text', text: part }));
}

type Options = Extract<Block, { readonly kind: 'options' }>;

/** The menu, with the words before it as its head where they fit. */
function optionWires(options: Options, before: WechatWire | undefined): readonly WechatWire[] {
  const { labels } = options;
  const isMenu =
    labels.length <= MENU_OPTIONS_MAX &&
    labels.every((label) => bytesOf(label) <= OPTION_BYTES_MAX);
  if (!isMenu) {
    const said = before?.kind === 'text' ? before.text : undefined;
    const kept = before === undefined || said !== undefined ? [] : [before];
    return [...kept, ...textWires(joined([said, numberedLines(options, said ?? '')]))];
  }
  const menu = {
    kind: 'menu',
    options: labels.map((label, index) => ({ id: String(numberOf(options, index)), label })),
  } as const;
  if (before?.kind === 'text' && bytesOf(before.text) <= MENU_TEXT_BYTES_MAX) {
    return [{ ...menu, head: before.text }];
  }
  return [...(before === undefined ? [] : [before]), { ...menu, head: copy.wechat.choose }];
}

/** One text for all texts, where the first stood; the taps and the files behind it. */
function merged(blocks: readonly Block[]): readonly Block[] {
  const text = textIn(blocks);
  const others = blocks.filter(({ kind }) => kind !== 'text');
  const taps = others.filter(({ kind }) => kind === 'options');
  const files = others.filter(({ kind }) => kind === 'media');
  return [...(text === '' ? [] : [{ kind: 'text', text } as const]), ...taps, ...files];
}

/** Taps as numbered lines of the one text. */
function numbered(blocks: readonly Block[]): readonly Block[] {
  const text = textIn(blocks);
  return merged(
    blocks.map((block) =>
      block.kind === 'options' ? { kind: 'text', text: numberedLines(block, text) } : block,
    ),
  );
}

/** Files by their addresses in the text, those that have one. */
function linked(blocks: readonly Block[]): readonly Block[] {
  return numbered(
    blocks.map((block) =>
      block.kind === 'media' && block.link !== undefined ? named(block) : block,
    ),
  );
}

function named(block: Block): Block {
  if (block.kind !== 'media') return block;
  return { kind: 'text', text: copy.wechat.file(block.name, block.link) };
}

/** The number that means the same as the tap when it is typed: the place, or on a scale the score. */
function numberOf({ labels, isScale }: Options, index: number): number {
  if (areNumbers(labels)) return Number(labels[index]);
  return isScale ? labels.length - index : index + 1;
}

/** 10, 9, ... 0: what one types is the tap itself, and a number before it would mean another. */
function areNumbers(labels: readonly string[]): boolean {
  return labels.every((label) => /^\d+$/.test(label));
}

/**
 * The options below `text`; those that it numbers itself are not said twice. Where it numbers something else, theirs
 * would be taken for its: their words are typed.
 */
function numberedLines(options: Options, text: string): string {
  const { labels } = options;
  if (areNumbers(labels)) return [labels.join(' '), copy.wechat.numbers].join('\n');
  const listed = listedIn(text);
  const isListed = (label: string, index: number): boolean =>
    listed.some(({ number, line }) => number === numberOf(options, index) && line.includes(label));
  const isOther = listed.some(({ number, line }) => {
    const label = labels.find((_, index) => numberOf(options, index) === number);
    return label !== undefined && !line.includes(label) && !label.includes(line);
  });
  if (isOther) {
    return [...labels.map((label) => copy.wechat.choice(label)), copy.wechat.words].join('\n');
  }
  const lines = labels.flatMap((label, index) =>
    isListed(label, index) ? [] : [`${numberOf(options, index)}. ${label}`],
  );
  return [...lines, copy.wechat.numbers].join('\n');
}

/** What a text lists by numbers of its own. */
function listedIn(text: string): readonly { readonly number: number; readonly line: string }[] {
  const found = [...text.matchAll(/^\s*(\d{1,2})[.、)）]\s*(.+)$/gm)];
  return found.map(([, number, line = '']) => ({ number: Number(number), line: line.trim() }));
}

function textIn(blocks: readonly Block[]): string {
  return joined(blocks.map((block) => (block.kind === 'text' ? block.text : undefined)));
}

function joined(texts: readonly (string | undefined)[]): string {
  return texts.filter((text) => text !== undefined && text !== '').join('\n\n');
}
