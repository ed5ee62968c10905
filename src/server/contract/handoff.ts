import { z } from 'zod';
import { HANDOFF_REASONS, HANDOFF_STATES } from '../../domain/handoff/handoff.ts';
import { PRESENCES, RESULT_CODES } from '../../domain/handoff/settings.ts';
import { LINK_KINDS } from '../../domain/handoff/view.ts';
import { instant, isPlain, longText, numberInput, pageQuery, shortText } from './common.ts';

export const handoffParams = z.object({ id: z.string().min(1).max(64) });

export const handoffQuery = pageQuery.extend({
  /**
   * One state, or several with commas between. `queued` is everybody whom nobody accepted yet, offered to somebody
   * or not; `open` is every state before the end.
   */
  state: z
    .string()
    .max(100)
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum([...HANDOFF_STATES, 'open'])).max(HANDOFF_STATES.length))
    .optional(),
  /** Whose: an agent's id, or `me`. */
  agentId: z.string().min(1).max(64).optional(),
  conversationId: z.string().min(1).max(200).optional(),
});

/** A request for a person, in a list. Personal data is masked. */
export const handoff = z.object({
  id: z.string(),
  conversationId: z.string(),
  channelAccount: z.string(),
  reason: z.enum(HANDOFF_REASONS),
  state: z.enum(HANDOFF_STATES),
  requestedAt: instant,
  queuedAt: instant,
  isInjury: z.boolean(),
  isComplaint: z.boolean(),
  isVip: z.boolean(),
  skill: z.string().nullable(),
  language: z.string(),
  teamId: z.string().nullable(),
  /** Its place in the queue, from 1; null when it does not wait. */
  position: z.number().int().nullable(),
  offeredTo: z.string().nullable(),
  offeredUntil: instant.nullable(),
  agentId: z.string().nullable(),
  agentName: z.string().nullable(),
  acceptedAt: instant.nullable(),
  firstReplyAt: instant.nullable(),
  lastAgentAt: instant.nullable(),
  lastCustomerAt: instant.nullable(),
  /** Since when the customer waits for an answer; null when the agent spoke last. */
  waitingSince: instant.nullable(),
  closedAt: instant.nullable(),
  outcome: z.string().nullable(),
  resultCode: z.string().nullable(),
  /** What the customer gave for it, 1 to 5. */
  ratingScore: z.number().int().nullable(),
  note: z.string().nullable(),
  /** Masked; `访客` with four letters when nobody is known. */
  customerName: z.string(),
  customerNo: z.string().nullable(),
  level: z.number().int(),
  /** The newest words of the customer or of an agent, masked and cut; not those that only ask for a person. */
  lastText: z.string().nullable(),
  lastSeq: z.number().int(),
});

const slot = z.object({ name: z.string(), label: z.string(), value: z.string() });

/** What the person who takes over has to know (domain.md 7). Masked. */
export const packet = z.object({
  conversationId: z.string(),
  channelAccount: z.string(),
  level: z.number().int(),
  verifiedBy: z.string().nullable(),
  customerNo: z.string().nullable(),
  customerName: z.string(),
  tier: z.string().nullable(),
  tags: z.array(z.string()),
  relationshipManager: z.string().nullable(),
  phone: z.string().nullable(),
  vehicles: z.array(z.object({ plate: z.string().nullable(), model: z.string().nullable() })),
  policies: z.array(
    z.object({ policyNo: z.string(), kind: z.string(), status: z.string(), endsAt: instant }),
  ),
  claims: z.array(
    z.object({
      claimNo: z.string(),
      status: z.string(),
      /** In Chinese, as customers read it. */
      stage: z.string(),
      statusAt: instant,
      handlerName: z.string().nullable(),
      hasInjury: z.boolean(),
    }),
  ),
  complaints: z.array(
    z.object({
      complaintNo: z.string(),
      status: z.string(),
      severity: z.string(),
      firstFeedbackDueAt: instant,
      firstFeedbackAt: instant.nullable(),
      resolutionDueAt: instant,
      /** The earliest deadline of all its clocks; null: none runs. */
      nextDueAt: instant.nullable(),
      closedAt: instant.nullable(),
    }),
  ),
  consents: z.array(z.object({ purpose: z.string(), isGranted: z.boolean(), decidedAt: instant })),
  /** What the customer wanted, in their own words, newest last. */
  asked: z.array(z.string()),
  /** What the bot was doing for them and what it knows already; null when nothing was under way. */
  underway: z.object({ flow: z.string(), title: z.string(), slots: z.array(slot) }).nullable(),
  summary: z.object({ text: z.string(), by: z.enum(['template', 'model']) }),
  mood: z.object({
    level: z.enum(['calm', 'worried', 'upset', 'angry']),
    words: z.array(z.string()),
  }),
  /** What we said would happen, and until when. */
  promises: z.array(
    z.object({ text: z.string(), dueAt: instant.nullable(), ref: z.string().nullable() }),
  ),
  notes: z.number().int(),
  earlierHandoffs: z.number().int(),
});

export const handoffStep = z.object({
  at: instant,
  name: z.string(),
  fromState: z.string().nullable(),
  toState: z.string(),
  actorKind: z.string(),
  actorId: z.string(),
  agentName: z.string().nullable(),
  data: z.record(z.string(), z.json()),
});

export const handoffDetail = handoff.extend({
  packet,
  steps: z.array(handoffStep),
  rating: z
    .object({ score: z.number().int().nullable(), comment: z.string().nullable() })
    .nullable(),
});

export const declineInput = z.object({}).optional();

export const returnInput = z.object({ note: shortText(500).optional() }).optional();

export const closeInput = z
  .object({
    resultCode: z.enum(RESULT_CODES).optional(),
    note: shortText(500).optional(),
    /** Only the talk is over: the hand-off waits a while for its result code. */
    wrapUp: z.boolean().optional(),
  })
  .optional();

/** What an agent sends. Text, files that were uploaded before, or both. */
export const agentMessageInput = z
  .object({
    text: z.string().trim().max(4000).refine(isPlain, 'remove control characters').optional(),
    fileIds: z.array(z.string().min(1).max(64)).max(9).optional(),
    /** Where the words come from, when the agent did not write them alone. */
    source: z.enum(['written', 'canned', 'suggested']).optional(),
    /** The agent read the warning and means it; words that are blocked stay blocked. */
    acceptsWarnings: z.boolean().optional(),
  })
  .refine((input) => (input.text ?? '') !== '' || (input.fileIds ?? []).length > 0, {
    error: 'say something or name a file',
    path: ['text'],
  });

export const sentMessage = z.object({ seq: z.number().int(), at: instant, delivery: z.string() });

export const messageParams = z.object({
  id: z.string().min(1).max(200),
  seq: z.coerce.number().int().min(1),
});
export const fileParams = z.object({
  id: z.string().min(1).max(200),
  fileId: z.string().min(1).max(64),
});
export const messageRevealInput = z.object({ reason: shortText(200) });
export const revealedMessage = z.object({ seq: z.number().int(), text: z.string().nullable() });

export const uploadedFile = z.object({
  fileId: z.string(),
  name: z.string(),
  contentType: z.string(),
  sizeBytes: z.number().int(),
});

/** How the customer can be reached here, now. */
export const channelWindow = z.object({
  channelAccount: z.string(),
  /** Ends 48 hours after the customer last wrote, on channels that have such a window. */
  windowEndsAt: instant.nullable(),
  /** Messages that may still be sent in it; null: no limit. */
  quotaLeft: z.number().int().nullable(),
  maySend: z.boolean(),
});

export const noteInput = z.object({ text: longText(2000) });
export const note = z.object({
  id: z.string(),
  authorName: z.string(),
  text: z.string(),
  at: instant,
});

export const linkInput = z.object({
  kind: z.enum(LINK_KINDS),
  ref: numberInput,
});
export const link = z.object({
  kind: z.enum(LINK_KINDS),
  ref: z.string(),
  by: z.string(),
  /** Who linked it, as colleagues call them; null for what the desk does by itself. */
  byName: z.string().nullable(),
  at: instant,
});

export const suggestion = z.object({
  text: z.string(),
  title: z.string(),
  /** The article it comes from. */
  slug: z.string().nullable(),
  by: z.enum(['template', 'model']),
});

export const textCheckInput = z.object({ text: z.string().max(4000) });
export const textFinding = z.object({
  word: z.string(),
  /** `blocked` is never sent; `warning` is sent when the agent means it. */
  kind: z.enum(['blocked', 'warning']),
  /** In Chinese. */
  why: z.string(),
  instead: z.string().nullable(),
});

export const presenceInput = z.object({ presence: z.enum(PRESENCES) });

/** A colleague as colleagues see them. */
export const rosterAgent = z.object({
  id: z.string(),
  displayName: z.string(),
  role: z.string(),
  teamId: z.string().nullable(),
  teamName: z.string().nullable(),
  skills: z.array(z.string()),
  presence: z.enum(PRESENCES),
  /** True when a console of theirs is open. */
  isHere: z.boolean(),
  active: z.number().int(),
  capacity: z.number().int(),
});

/** What a console needs to know about the desk and about whoever sits at it. */
export const deskState = z.object({
  me: rosterAgent,
  isOpen: z.boolean(),
  opensAt: instant.nullable(),
  waiting: z.number().int(),
  longestWaitSince: instant.nullable(),
  settings: z.object({
    offerSeconds: z.number(),
    firstReplySeconds: z.number(),
    nextReplySeconds: z.number(),
  }),
  resultCodes: z.array(z.enum(RESULT_CODES)),
  brandName: z.string(),
  now: instant,
});

/** What `GET /events` sends: `event:` is the kind, `data:` this as JSON. Ids only: a console asks for the rest. */
export const deskEvent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('handoff'),
    handoffId: z.string(),
    conversationId: z.string(),
    state: z.enum(HANDOFF_STATES),
    agentId: z.string().optional(),
    offeredTo: z.string().optional(),
  }),
  z.object({ kind: z.literal('message'), conversationId: z.string() }),
  z.object({ kind: z.literal('note'), conversationId: z.string() }),
  z.object({ kind: z.literal('presence'), agentId: z.string() }),
  z.object({ kind: z.literal('complaint'), complaintNo: z.string() }),
  z.object({ kind: z.literal('notice'), agentId: z.string() }),
]);
