import { DAY_MS } from '../lib/clock.ts';
import { textField } from '../lib/json.ts';
import type { Offer } from './command.ts';
import { actOn, chosen, mayDo } from './complaint-own.ts';
import { complaintNoType } from './complaint-types.ts';
import { copy } from './copy/zh-cn.ts';
import type { Flow, FlowContext, Outcome, Prompt, Slots, SlotType } from './flow.ts';
import { readScore } from './session-rating.ts';
import { textType } from './slot-types.ts';

const text = copy.complaintActs.rating;
const rule = { may: mayDo('rate'), nothing: text.nothing };
/** Up to this score somebody is asked what went wrong, and offered that it is taken up again. */
const LOW_MAX = 2;

type Solved = (typeof text.solved)[number]['value'];

/** What a text says to whether it is solved; undefined: nothing that would be an answer. */
export function readSolved(said: string): Solved | undefined {
  return text.solved.find(({ pattern }) => pattern.test(said.trim()))?.value;
}

function toSolved(value: unknown): Solved | undefined {
  return text.solved.find((one) => one.value === value)?.value;
}

const solvedType: SlotType = {
  name: 'solved',
  parse: (said, { isAsked }) => (isAsked ? readSolved(said) : undefined),
  check: toSolved,
};

const scoreType: SlotType = {
  name: 'complaint_score',
  takesNumbers: true,
  parse: (said, { isAsked }) => (isAsked ? readScore(said) : undefined),
  check: (value) => copy.sessionRating.scale.find(({ score }) => score === value)?.score,
};

/**
 * How the complaint was dealt with: asked a day or more after it was closed, never pressed for, without a reward. Who
 * is not content is offered that it is taken up again, and a call by a supervisor.
 */
export const complaintRatingFlow: Flow = {
  id: 'complaint_rating',
  version: 1,
  title: text.title,
  empathy: '',
  isPassing: true,
  keptMs: DAY_MS,
  slots: [
    { name: 'complaint_no', type: complaintNoType, label: '' },
    {
      name: 'solved',
      type: solvedType,
      label: '',
      onlyWhenAsked: true,
      ask: (slots) => ({
        text: text.askSolved(textField(slots, 'complaint_no') ?? ''),
        offers: text.solved.map(({ value, label }) => ({
          label,
          commands: [{ do: 'setSlot', slot: 'solved', value }],
        })),
      }),
    },
    {
      name: 'score',
      type: scoreType,
      label: '',
      onlyWhenAsked: true,
      ask: () => ({
        text: text.askScore,
        offers: copy.sessionRating.scale.map(({ score, label }) => ({
          label,
          commands: [{ do: 'setSlot', slot: 'score', value: score }],
        })),
        isScale: true,
      }),
    },
    {
      name: 'comment',
      type: { ...textType, name: 'comment' },
      label: copy.sessionRating.commentLabel,
      onlyWhenAsked: true,
      holdsStory: true,
      optional: true,
      when: isLow,
      ask: () => ({
        text: text.askWhatWrong,
        offers: [{ label: copy.sessionRating.labels.skip, commands: [{ do: 'skip' }] }],
        no: [{ do: 'skip' }],
      }),
      accept: (value, { said }) => (said === '' ? value : said),
    },
  ],
  complete,
};

function isLow(slots: Slots): boolean {
  const score = scoreType.check(slots['score']);
  return slots['solved'] === 'not_solved' || (typeof score === 'number' && score <= LOW_MAX);
}

async function complete(slots: Slots, context: FlowContext): Promise<Outcome> {
  const found = await chosen(slots, context, rule);
  if (found.kind === 'gone') return found.outcome;
  const score = scoreType.check(slots['score']);
  const solved = toSolved(slots['solved']);
  if (typeof score !== 'number' || solved === undefined) {
    return { kind: 'done', replies: [{ text: text.declined }] };
  }
  const comment = textField(slots, 'comment');
  return actOn({
    view: found.view,
    context,
    act: { name: 'rate', score, solved, ...(comment === undefined ? {} : { comment }) },
    reply: () => (isLow(slots) ? lowReply(found.view.complaintNo) : { text: text.thanks }),
  });
}

/** The question is open again if they want it so. */
function lowReply(complaintNo: string): Prompt {
  const reopen: Offer = {
    label: copy.complaintActs.labels.reopen,
    commands: [{ do: 'startFlow', flow: 'complaint_reopen', slots: { complaint_no: complaintNo } }],
  };
  const call: Offer = {
    label: text.callBack,
    commands: [
      { do: 'startFlow', flow: 'call_back', slots: { topic: text.callBackTopic(complaintNo) } },
    ],
  };
  const fine: Offer = {
    label: copy.sessionRating.labels.fine,
    commands: [{ do: 'social', kind: 'fine' }],
  };
  return { text: text.low, offers: [reopen, call, fine], no: fine.commands };
}
