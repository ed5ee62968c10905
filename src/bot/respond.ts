import type { Activity } from '../domain/activity.ts';
import type { OutgoingMessage, StoredMessage, TurnWork } from '../domain/conversation.ts';
import { effectiveLevel, type IdentityLevel } from '../domain/identity.ts';
import type { Reply } from '../domain/reply.ts';
import type { Write } from '../domain/write.ts';
import type { Brand, Features } from '../flows/flow.ts';
import { field, isJsonObject, type Json, textField } from '../lib/json.ts';
import type { Dialogue } from './dialogue/make-dialogue.ts';
import type { TurnAnswer } from './turn.ts';
import { readsUnfinished } from './understanding/reads-unfinished.ts';
import type {
  HandoffEnd,
  LostFile,
  SentFile,
  SharedLocation,
  Utterance,
} from './understanding/understanding.ts';

export interface RespondDeps {
  readonly dialogue: Dialogue;
  readonly render: (reply: Reply) => Activity;
  readonly features: Features;
  readonly brand: Brand;
}

/** Thinking: what a turn's messages come to, by the dialogue. */
export function makeRespond(deps: RespondDeps): (work: TurnWork, now: Date) => Promise<TurnAnswer> {
  return async (work, now) => {
    const utterances = work.waiting.flatMap(toUtterance);
    if (utterances.length === 0) return silence(work);
    const level = effectiveLevel(work.identity, now);
    const step = await deps.dialogue.step({
      state: work.state,
      utterances,
      identity: { ...work.identity, level },
      conversationId: work.conversation.id,
      channelAccount: work.conversation.channelAccount,
      now,
      ...(work.waiting[0] === undefined ? {} : { saidAt: work.waiting[0].at }),
      features: deps.features,
      brand: deps.brand,
    });
    return {
      state: step.state,
      messages: withServing(
        step.replies.map((reply) => toOutgoing(reply, deps.render)),
        step.writes,
      ),
      writes: [...lapse(work, level), ...step.writes],
      audit: step.audit,
      ...(step.understood === undefined ? {} : { understood: step.understood }),
    };
  };
}

/** The page shows who is there: with the last words of the turn that asked for a person, or gave up waiting. */
function withServing(
  messages: readonly OutgoingMessage[],
  writes: readonly Write[],
): readonly OutgoingMessage[] {
  const last = messages.at(-1);
  const asked = writes.findLast(
    ({ kind }) => kind === 'requestHandoff' || kind === 'withdrawHandoff',
  );
  if (last === undefined || asked === undefined) return messages;
  const { channelData } = last.activity;
  const careline = field(channelData, 'careline');
  const serving = asked.kind === 'requestHandoff' ? 'queue' : 'bot';
  const marked = { ...(isJsonObject(careline) ? careline : {}), serving };
  const activity = { ...last.activity, channelData: { ...channelData, careline: marked } };
  return [...messages.slice(0, -1), { ...last, activity }];
}

/** What lapsed stays lapsed: the next message must not find the old level again. */
function lapse(work: TurnWork, level: IdentityLevel): readonly Write[] {
  if (level === work.identity.level) return [];
  return [{ kind: 'lapseIdentity', identityId: work.identity.id, level }];
}

/** Events only: nothing to say, and the dialogue stands where it stood. */
function silence(work: TurnWork): TurnAnswer {
  return { state: isJsonObject(work.state) ? work.state : {}, messages: [], writes: [], audit: [] };
}

/** A reply as a message of the bot's. */
export function toOutgoing(reply: Reply, render: (reply: Reply) => Activity): OutgoingMessage {
  return { author: 'bot', activity: render(reply), generatedBy: reply.generatedBy ?? 'template' };
}

/** True when the newest words plainly go on: the turn waits a moment for the rest. */
export function isUnfinished(work: TurnWork): boolean {
  const utterances = work.waiting.flatMap(toUtterance);
  const last = utterances.at(-1);
  return last?.kind === 'text' && last.attachments.length === 0 && readsUnfinished(last.text ?? '');
}

/** What the dialogue hears of a stored message. Events that mean nothing to it are silence. */
export function toUtterance(message: StoredMessage): readonly Utterance[] {
  const { activity, seq } = message;
  const ended = handoffEndOf(message);
  if (ended !== undefined) return [{ kind: 'handoff_ended', seq, ended, attachments: [] }];
  if (activity.type === 'conversationUpdate') return [{ kind: 'joined', seq, attachments: [] }];
  if (activity.type !== 'message') return [];
  const attachments = filesIn(message);
  const location = locationIn(activity);
  if (location !== undefined) return [{ kind: 'location', seq, attachments, location }];
  const text = activity.text?.trim() ?? '';
  if (text !== '') return [{ kind: 'text', seq, text, attachments }];
  const value =
    typeof activity.value === 'string' ? activity.value : textField(activity.value, 'text');
  if (value !== undefined) return [{ kind: 'button', seq, value, attachments }];
  return attachments.length > 0 ? [{ kind: 'files', seq, attachments }] : [];
}

function filesIn({ activity, at }: StoredMessage): readonly SentFile[] {
  const isHeard = field(field(activity.channelData, 'careline'), 'transcript') === true;
  // A voice whose words are the message's text was understood: nobody has to type them.
  const files = (activity.attachments ?? []).filter(
    ({ contentType }) => !(isHeard && contentType.startsWith('audio/')),
  );
  return files.map((attachment) => {
    const lost = LOST.find((why) => why === attachment['lost']);
    return {
      contentType: attachment.contentType,
      ...(attachment.name === undefined ? {} : { name: attachment.name }),
      ...(attachment.fileId === undefined ? {} : { fileId: attachment.fileId }),
      at: at.toISOString(),
      ...(lost === undefined || attachment.fileId !== undefined ? {} : { lost }),
    };
  });
}

const LOST: readonly LostFile[] = ['gone', 'size', 'type', 'kind'];

/** By this event the desk tells the bot that a person's part is over (store/handoffs/tell-bot.ts). */
const HANDOFF_ENDED = 'careline.handoff';

/** Only the desk's own event counts: a client may send one of any name. */
function handoffEndOf({ author, activity }: StoredMessage): HandoffEnd | undefined {
  if (author !== 'system' || activity.type !== 'event' || activity.name !== HANDOFF_ENDED) {
    return undefined;
  }
  const state = textField(activity.value, 'state');
  if (state !== 'returned' && state !== 'closed') return undefined;
  const agentName = textField(activity.value, 'agentName');
  return {
    state,
    asksRating: field(activity.value, 'mayRate') === true,
    ...(agentName === undefined ? {} : { agentName }),
  };
}

/** A place shared from the device: an entity of type `Place` with `geo`, as the activity schema has it. */
function locationIn({ entities, channelData }: Activity): SharedLocation | undefined {
  const place = (entities ?? []).find((entity) => textField(entity, 'type') === 'Place');
  const geo = field(place, 'geo');
  const latitude = field(geo, 'latitude');
  const longitude = field(geo, 'longitude');
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return undefined;
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return undefined;
  const consent = textField(field(channelData, 'careline'), 'consent');
  const isOurs = consent !== undefined && CONSENT_VERSION.test(consent);
  const label = labelOf(place);
  return {
    latitude,
    longitude,
    ...(isOurs ? { consent } : {}),
    ...(label === undefined ? {} : { label }),
  };
}

/** As long as a place that is typed may be (flows/claim-report-place.ts). */
const LABEL_LENGTH_MAX = 120;

/** The address and what stands there, each said once; undefined when nothing but the point is known. */
function labelOf(place: Json | undefined): string | undefined {
  const name = textField(place, 'name')?.trim() ?? '';
  const address = textField(place, 'address')?.trim() ?? '';
  const whole = address.includes(name) ? address : `${address} ${name}`.trim();
  const label = Array.from(name.includes(address) ? name : whole)
    .slice(0, LABEL_LENGTH_MAX)
    .join('');
  return label.length >= 2 ? label : undefined;
}

/** Texts of ours under which a place is shared; whatever else a client claims is no agreement. */
const CONSENT_VERSION = /^location-\d{1,3}$/;
