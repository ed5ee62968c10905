import { copy } from '../../flows/copy/zh-cn.ts';
import type { Flow, SlotSpec } from '../../flows/flow.ts';
import { DAY_MS } from '../../lib/clock.ts';
import type { Json } from '../../lib/json.ts';
import type { SentFile, Utterance } from '../understanding/understanding.ts';
import { touch } from './frame.ts';
import type { Frame } from './state.ts';
import { contextOf, note, type Turn, topOf } from './turn.ts';

/** A file that was sent before a flow wanted it is taken along for this long. */
const FILE_KEPT_MS = DAY_MS;

/** Files go to the flow that asks for them; others are kept and acknowledged, whatever was asked. */
export function takeFiles(turn: Turn, files: readonly SentFile[]): void {
  const isVoice = ({ contentType }: SentFile): boolean => contentType.startsWith('audio/');
  if (files.some(isVoice)) note(turn, copy.dialogue.voice);
  const others = files.filter((file) => !isVoice(file));
  for (const why of new Set(others.flatMap(({ lost }) => lost ?? []))) {
    note(turn, copy.dialogue.filesLost(why));
  }
  const kept = others.filter(({ lost }) => lost === undefined);
  if (kept.length === 0) return;
  const taker = findTaker(turn, ({ type }) => type.takesFiles === true);
  const kind = kept.every(({ contentType }) => contentType.startsWith('image/')) ? 'photo' : 'file';
  if (taker !== undefined) {
    addFiles(taker.frame, taker.spec, kept);
    note(turn, copy.dialogue.filesTaken(kept.length, kind));
    return;
  }
  turn.files = [...turn.files, ...kept];
  note(turn, copy.dialogue.files(kept.length, kind));
  if (topOf(turn) !== undefined) note(turn, copy.dialogue.filesUnneeded);
}

/** Files that came a little too early belong to the flow that is opened now. */
export function takeKeptFiles(turn: Turn, flow: Flow, frame: Frame): void {
  const spec = flow.slots.find(({ type, collects }) => type.takesFiles && collects);
  if (spec === undefined) return;
  const oldest = turn.input.now.getTime() - FILE_KEPT_MS;
  const fresh = turn.files.filter(({ at }) => at !== undefined && Date.parse(at) > oldest);
  if (fresh.length === 0) return;
  addFiles(frame, spec, fresh);
  turn.files = turn.files.filter((file) => !fresh.includes(file));
  note(turn, copy.dialogue.filesTakenAlong(fresh.length));
}

/** A shared place goes to the flow that can use it, with the agreement under which it was shared. */
export function takeLocation(turn: Turn, utterances: readonly Utterance[]): void {
  const location = utterances.findLast((one) => one.location !== undefined)?.location;
  if (location === undefined) return;
  const { latitude, longitude, consent, label } = location;
  const place = { latitude, longitude, ...(label === undefined ? {} : { label }) };
  const { identity, conversationId, channelAccount, now } = turn.input;
  if (consent !== undefined) {
    turn.writes.push({
      kind: 'decideConsent',
      decision: {
        identityId: identity.id,
        ...(turn.subject?.kind === 'customer' ? { customerId: turn.subject.customerId } : {}),
        conversationId,
        channelAccount,
        purpose: 'location',
        isGranted: true,
        textVersion: consent,
        decidedAt: now,
      },
    });
  }
  const taker = findTaker(turn, ({ type }) => type.takesLocation === true);
  if (taker === undefined) {
    turn.heard['location'] = place;
    turn.heardAt = now.toISOString();
    note(turn, copy.dialogue.locationKept);
    return;
  }
  taker.frame.slots[taker.spec.name] = place;
  touch(taker.frame);
  note(turn, copy.dialogue.locationTaken);
}

interface Taker {
  readonly frame: Frame;
  readonly spec: SlotSpec;
}

/** The running flow first, then those that wait. One file at a time only when it is asked for. */
function findTaker(turn: Turn, takes: (spec: SlotSpec) => boolean): Taker | undefined {
  const context = contextOf(turn);
  for (const frame of turn.stack.toReversed()) {
    const spec = turn.flows.get(frame.flow)?.slots.find((one) => {
      if (!takes(one) || one.when?.(frame.slots, context) === false) return false;
      return one.collects === true || one.type.takesLocation === true || frame.asked === one.name;
    });
    if (spec !== undefined) return { frame, spec };
  }
  return undefined;
}

function addFiles(frame: Frame, spec: SlotSpec, files: readonly SentFile[]): void {
  const before = frame.slots[spec.name];
  const added: readonly Json[] = files.map(({ fileId, contentType, name }) => ({
    contentType,
    ...(fileId === undefined ? {} : { fileId }),
    ...(name === undefined ? {} : { name }),
  }));
  frame.slots[spec.name] = [...(Array.isArray(before) ? before : []), ...added];
  touch(frame);
}
