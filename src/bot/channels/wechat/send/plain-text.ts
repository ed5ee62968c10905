import type { Activity } from '../../../../domain/activity.ts';
import { field } from '../../../../lib/json.ts';

/** What stands for a list's sign. */
const DOT = '· ';

/**
 * The text of an activity as WeChat shows it: as it is when a person or the copy wrote it, and without Markdown when
 * a language model did, which marks up what it was asked not to.
 */
export function textOf(activity: Activity): string {
  const text = activity.text ?? '';
  const isModels = field(field(activity.channelData, 'careline'), 'generatedBy') === 'model';
  const isPlain = activity.textFormat === 'plain' && !isModels;
  return (isPlain ? text : withoutMarkdown(text)).trim();
}

/** Text without the signs of Markdown; links keep their address, lists a dot, tables a line for each row. */
export function withoutMarkdown(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .split('\n')
    .flatMap(withoutLineSigns)
    .map(withoutInlineSigns)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
}

/** Signs that begin a line. Lines that are nothing but a sign are left out. */
function withoutLineSigns(line: string): readonly string[] {
  if (/^\s*(?:```|~~~)/.test(line)) return [];
  if (/^\s*(?:[-*_]\s*){3,}$/.test(line)) return [];
  if (/^\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?)?\s*$/.test(line)) return [];
  const row = /^\s*\|(.+)\|\s*$/.exec(line);
  if (row?.[1] !== undefined) {
    const cells = row[1].split('|').map((cell) => cell.trim());
    return [cells.filter((cell) => cell !== '').join('  ')];
  }
  return [
    line
      .replace(/^(\s*>)+\s?/, '')
      .replace(/^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$/, '$1')
      .replace(/^(\s*)[-*+]\s+(?:\[[ xX]\]\s+)?/, `$1${DOT}`),
  ];
}

const ESCAPABLE = '\\`*_{}[]()#+-.!~|>';
/** Signs that are meant as such stand aside, as characters that no text has, while the others go. */
const ASIDE = 0xe000;

function withoutInlineSigns(line: string): string {
  return line
    .replace(/\\([\\`*_{}[\]()#+\-.!~|>])/g, (_, sign) =>
      String.fromCodePoint(ASIDE + ESCAPABLE.indexOf(String(sign))),
    )
    .replace(/!?\[([^\]\n]*)\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g, (_, label, url) =>
      label === '' || label === url ? String(url) : `${label} ${url}`,
    )
    .replace(/<((?:https?:\/\/|mailto:)[^>\s]+)>/g, '$1')
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/~~(?=\S)(.+?)(?<=\S)~~/g, '$1')
    .replace(/(?<![*\w])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![*\w])/g, '$1')
    .replace(/(?<![\w/_.])_(?=[^\s_])([^_\n]+?)(?<=[^\s_])_(?![\w/_])/g, '$1')
    .replace(/(`+)(.+?)\1/g, '$2')
    .replace(/\*\*/g, '')
    .replace(/[\ue000-\ue00f]/g, (aside) => ESCAPABLE[(aside.codePointAt(0) ?? 0) - ASIDE] ?? '');
}
