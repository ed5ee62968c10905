import type { AuditEntry } from '../../domain/audit.ts';
import type { Reply } from '../../domain/reply.ts';
import type { Write } from '../../domain/write.ts';
import type { Prompt, SlotSpec } from '../../flows/flow.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { Understanding } from '../understanding/understanding.ts';
import { type DialogueState, storeState } from './state.ts';
import { offersMaxOf, say, type Turn } from './turn.ts';

/** What one turn comes to: data only. */
export interface DialogueAnswer {
  readonly state: JsonObject;
  readonly replies: readonly Reply[];
  readonly writes: readonly Write[];
  readonly audit: readonly AuditEntry[];
  readonly understood?: {
    readonly intent: string;
    readonly confidence: number;
    readonly by: Understanding['by'];
  };
}

const FILES_KEPT_MAX = 50;

/** The turn as data: replies, writes, audit, and what the conversation remembers. */
export function answer(turn: Turn, understood?: Understanding): DialogueAnswer {
  if (turn.notes.length > 0) say(turn, { text: turn.notes.splice(0).join('\n') });
  return {
    state: storeState(stateAfter(turn)),
    replies: turn.replies.map(toReply),
    writes: turn.writes,
    audit: turn.audit,
    ...(understood === undefined
      ? {}
      : {
          understood: {
            intent: understood.intent,
            confidence: understood.confidence,
            by: understood.by,
          },
        }),
  };
}

function stateAfter(turn: Turn): DialogueState {
  const lastAsked = turn.replies.findLast(({ yes, no }) => yes !== undefined || no !== undefined);
  return {
    v: 1,
    stack: turn.stack,
    offered: turn.replies
      .flatMap((reply) => (reply.offers ?? []).slice(0, offersMaxOf(reply)))
      .slice(-offersMaxOf(turn.replies.at(-1) ?? {})),
    yes: lastAsked?.yes ?? [],
    no: lastAsked?.no ?? [],
    misses: turn.misses,
    upset: turn.upset,
    heard: keptValues(turn),
    heardAt: turn.heardAt,
    files: turn.files.slice(-FILES_KEPT_MAX),
    unclear: turn.unclear,
    last: turn.last,
  };
}

/** What no flow asked for is forgotten when a flow ends; what proves a person is never kept without one. */
function keptValues(turn: Turn): JsonObject {
  if (turn.stack.length > 0) return turn.heard;
  if (turn.hasFinished) return {};
  return Object.fromEntries(
    Object.entries(turn.heard).filter(([name]) => slotNamed(turn, name)?.sensitive !== true),
  );
}

function toReply({ text, card, generatedBy, isScale, offers = [] }: Prompt): Reply {
  const labels = [...new Set(offers.map(({ label }) => label))].slice(0, offersMaxOf({ isScale }));
  return {
    text,
    ...(isScale === undefined ? {} : { isScale }),
    ...(card === undefined ? {} : { card }),
    ...(generatedBy === undefined ? {} : { generatedBy }),
    ...(labels.length === 0 ? {} : { quickReplies: labels.map((label) => ({ label })) }),
  };
}

/** Any flow's slot of this name that has a name for customers. */
export function slotNamed(turn: Turn, name: string): SlotSpec | undefined {
  return [...turn.flows.values()]
    .flatMap(({ slots }) => slots)
    .find((slot) => slot.name === name && slot.label !== '');
}
