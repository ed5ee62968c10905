import { nextQuestion, turnOf } from '../../../src/domain/questionnaire/paths.ts';
import type { Question, QuestionnaireContent } from '../../../src/domain/questionnaire/question.ts';
import type { SurveyValue } from '../../../src/domain/questionnaire/values.ts';
import type { VisitActor } from '../../../src/domain/visit/acts.ts';
import { readAnswer } from '../../../src/flows/survey-words.ts';
import { addMs, DAY_MS, HOUR_MS } from '../../../src/lib/clock.ts';
import { makeSeeded, type Seeded } from '../../../src/store/demo/seeded.ts';
import { decide } from './minds.ts';
import type { Playing } from './playing.ts';

/** A year's silence after somebody refused a visit (domain.md 4.2). */
const SILENT_MS = 365 * DAY_MS;
const CALLS_A_STEP_MAX = 40;

type Values = Record<string, SurveyValue>;

/** What customers do with what they get, and whoever calls them at the desk. */
export interface People {
  /** Looks at what was sent at `now`, and decides what follows. */
  readonly react: (now: Date) => Promise<void>;
  /** Somebody at the desk works through the calls that are due. */
  readonly call: (now: Date) => Promise<void>;
}

export function makePeople(playing: Playing): People {
  const seeded = makeSeeded('care-year-people');
  return {
    react: async (now) => {
      const { rows } = await playing.desk.pool.query<{ id: string; customer_id: string }>(
        `SELECT i.id, i.customer_id FROM outreach_deliveries d JOIN invitations i ON i.delivery_id = d.id
         WHERE d.push_class = 'survey' AND d.released_at = $1 ORDER BY d.id`,
        [now],
      );
      for (const { id, customer_id: customerId } of rows) {
        const at = addMs(now, seeded.int(1, 40) * HOUR_MS);
        const draw = seeded.int(1, 100);
        playing.agenda.at(at, (then) =>
          answer(playing, seeded, { id, customerId, draw, now: then }),
        );
      }
    },
    call: (now) => callAll(playing, seeded, now),
  };
}

async function answer(
  playing: Playing,
  seeded: Seeded,
  given: {
    readonly id: string;
    readonly customerId: string;
    readonly draw: number;
    readonly now: Date;
  },
): Promise<void> {
  const { desk, facts } = playing;
  const { id, customerId, draw, now } = given;
  const customer = facts.customers.get(customerId);
  if (customer === undefined || draw > 66) return;
  if (draw > 62) return decide(playing, customer, { purpose: 'survey', isGranted: false, now });
  const { surveyForm: form } = desk.care;
  if (draw > 57) {
    const outcome = await form.answer({
      invitationId: id,
      values: {},
      locale: 'zh-CN',
      isRefused: true,
    });
    if (outcome.kind === 'saved') customer.silentUntil = addMs(now, SILENT_MS);
    return;
  }
  const open = await form.open(id);
  if (open === undefined) return;
  const mood = draw > 47 ? 'bad' : draw > 20 ? 'good' : 'words';
  const values = valuesOf(open.questionnaire.content, id, { seeded, mood });
  const isPartial = draw % 6 === 0;
  const sent = isPartial ? Object.fromEntries(Object.entries(values).slice(0, 1)) : values;
  await form.answer({ invitationId: id, values: sent, locale: 'zh-CN' });
}

/** Every question that they are asked, as the questionnaire leads them. */
function valuesOf(
  content: QuestionnaireContent,
  invitationId: string,
  how: { readonly seeded: Seeded; readonly mood: 'good' | 'bad' | 'words' },
): Values {
  const values: Values = {};
  for (;;) {
    const question = nextQuestion(content, values, turnOf(content, invitationId));
    if (question === undefined) return values;
    values[question.id] = answerTo(question, how);
  }
}

function answerTo(
  question: Question,
  { seeded, mood }: { readonly seeded: Seeded; readonly mood: 'good' | 'bad' | 'words' },
): SurveyValue {
  switch (question.kind) {
    case 'csat': {
      const score = mood === 'bad' ? seeded.int(1, 2) : seeded.int(3, 5);
      return mood === 'words'
        ? (readAnswer(question, `给个${'一二三四五'.charAt(score - 1)}分吧`) ?? score)
        : score;
    }
    case 'nps':
      return mood === 'bad' ? seeded.int(0, 6) : seeded.int(7, 10);
    case 'ces':
      return mood === 'bad' ? 2 : 6;
    case 'choice': {
      const id = question.options?.[0]?.id ?? '';
      return question.isMultiple === true ? [id] : id;
    }
    case 'text':
      return null;
  }
}

async function callAll(playing: Playing, seeded: Seeded, now: Date): Promise<void> {
  const { desk } = playing;
  const { rows } = await desk.pool.query<{ id: string }>(
    `SELECT id FROM return_visits WHERE status = 'calling' AND next_attempt_at <= $1 ORDER BY due_until, id LIMIT $2`,
    [now, CALLS_A_STEP_MAX],
  );
  const agents = await desk.pool.query<{ id: string }>(
    `SELECT id FROM agents WHERE username = 'demo.supervisor1'`,
  );
  const by: VisitActor = {
    actor: { kind: 'agent', id: agents.rows[0]?.id ?? '' },
    isLead: true,
  };
  for (const { id } of rows) {
    // Some calls nobody gets round to.
    if (seeded.chance(0.6)) await callOne(playing, seeded, { id, by, now });
  }
}

async function callOne(
  { desk, facts }: Playing,
  seeded: Seeded,
  { id, by, now }: { readonly id: string; readonly by: VisitActor; readonly now: Date },
): Promise<void> {
  const { visits } = desk.care.admin;
  const draw = seeded.int(1, 100);
  if ((await visits.take(id, by)).kind !== 'done') return;
  if (draw > 70) {
    await visits.record(id, { result: 'NO_ANSWER' }, by);
    return;
  }
  const proof = { asked: ['plate', 'name'], ok: true } as const;
  if ((await visits.identify(id, proof, by)).kind !== 'done') return;
  const { rows } = await desk.pool.query<{ customer_id: string; invitation_id: string | null }>(
    'SELECT customer_id, invitation_id FROM return_visits WHERE id = $1',
    [id],
  );
  const customer = facts.customers.get(rows[0]?.customer_id ?? '');
  if (draw > 62) {
    const outcome = await visits.record(id, { result: 'REFUSED', identity: proof }, by);
    if (outcome.kind === 'done' && customer) customer.silentUntil = addMs(now, SILENT_MS);
    return;
  }
  const invitationId = rows[0]?.invitation_id ?? '';
  const open = await desk.care.surveyForm.open(invitationId);
  if (open === undefined) return;
  const values = valuesOf(open.questionnaire.content, invitationId, { seeded, mood: 'good' });
  await visits.record(id, { result: 'SUCCESS', values, identity: proof }, by);
}

/** Customers on WeChat write to us now and then, and open its window. */
export function chat(playing: Playing, onWechat: ReadonlyMap<string, string>): void {
  const seeded = makeSeeded('care-year-wechat');
  const { agenda, desk, firstDay, days } = playing;
  for (const conversationId of onWechat.values()) {
    for (let inDays = seeded.int(0, 40); inDays < days; inDays += seeded.int(10, 50)) {
      const hours = inDays * 24 + seeded.int(8, 20);
      const at = addMs(new Date(`${firstDay}T00:00:00+08:00`), hours * HOUR_MS);
      agenda.at(at, async (now) => {
        await desk.pool.query(
          'UPDATE conversations SET last_inbound_at = $2, last_message_at = $2 WHERE id = $1',
          [conversationId, now],
        );
        await desk.pool.query(
          `INSERT INTO channel_grants (conversation_id, kind, granted_at, expires_at, allowed, used)
           VALUES ($1, 'message', $2, $3, 5, 0) ON CONFLICT (conversation_id, kind)
           DO UPDATE SET granted_at = $2, expires_at = $3, used = 0`,
          [conversationId, now, addMs(now, 2 * DAY_MS)],
        );
      });
    }
  }
}
