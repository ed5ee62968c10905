import type { z } from 'zod';
import type { textFinding } from '../../../../server/contract/handoff.ts';
import type { cannedAnswer } from '../../../../server/contract/setup.ts';

export type Finding = z.infer<typeof textFinding>;
export type CannedAnswer = z.infer<typeof cannedAnswer>;

/** What one message may hold (contract: agentMessageInput). */
export const TEXT_MAX = 4000;
export const FILES_MAX = 9;

/** The words after the `/` that begins a draft; undefined when canned answers were not asked for. */
export function cannedQueryOf(draft: string): string | undefined {
  const match = /^\/([^\s/]*)$/.exec(draft);
  return match?.[1];
}

/** Canned answers for what was typed: by shortcut first, then by title, then by their words. */
export function findCanned(
  answers: readonly CannedAnswer[],
  query: string,
  max = 8,
): readonly CannedAnswer[] {
  const wanted = query.toLowerCase();
  if (wanted === '') return answers.slice(0, max);
  const rankOf = ({ shortcut, title, category, text }: CannedAnswer): number => {
    if (shortcut.toLowerCase().startsWith(wanted)) return 0;
    if (title.toLowerCase().includes(wanted)) return 1;
    if (category.toLowerCase().includes(wanted)) return 2;
    return text.toLowerCase().includes(wanted) ? 3 : 4;
  };
  return answers
    .map((answer) => ({ answer, rank: rankOf(answer) }))
    .filter(({ rank }) => rank < 4)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, max)
    .map(({ answer }) => answer);
}

const QUICK_LENGTH_MAX = 60;
const QUICK_MAX = 5;

/** The shortest answers that need no variables: one click each. */
export function quickReplies(answers: readonly CannedAnswer[]): readonly CannedAnswer[] {
  return answers
    .filter(({ text }) => text.length <= QUICK_LENGTH_MAX && !text.includes('{{'))
    .toSorted((a, b) => a.text.length - b.text.length)
    .slice(0, QUICK_MAX);
}

export interface DraftCheck {
  readonly text: string;
  readonly hasFiles: boolean;
  readonly isUploading: boolean;
  readonly maySend: boolean;
  readonly findings: readonly Finding[];
}

/** Whether a draft may go, must be looked at once more, or must not go. */
export function verdictOf(draft: DraftCheck): 'empty' | 'wait' | 'blocked' | 'warning' | 'ready' {
  const length = draft.text.trim().length;
  if (length === 0 && !draft.hasFiles) return 'empty';
  if (draft.isUploading) return 'wait';
  if (!draft.maySend || length > TEXT_MAX) return 'blocked';
  if (draft.findings.some(({ kind }) => kind === 'blocked')) return 'blocked';
  return draft.findings.length > 0 ? 'warning' : 'ready';
}

/** A draft with words put where the cursor is. */
export function insertAt(
  draft: string,
  words: string,
  cursor: { readonly start: number; readonly end: number },
): { readonly text: string; readonly cursor: number } {
  const text = draft.slice(0, cursor.start) + words + draft.slice(cursor.end);
  return { text, cursor: cursor.start + words.length };
}
