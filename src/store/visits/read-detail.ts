import { z } from 'zod';
import { maskNumber, maskPhone, maskPlate, maskText } from '../../domain/mask.ts';
import { turnOf } from '../../domain/questionnaire/paths.ts';
import type { QuestionnaireContent } from '../../domain/questionnaire/question.ts';
import type { VisitActor } from '../../domain/visit/acts.ts';
import type {
  VisitAct,
  VisitDetail,
  VisitScript,
  VisitSubjectView,
  VisitTryView,
} from '../../domain/visit/desk-view.ts';
import type { VisitSurveys } from '../../domain/visit/ports.ts';
import {
  isVisitEnded,
  VISIT_RESULTS,
  VISIT_SLOTS,
  VISIT_WAYS,
  type VisitKind,
} from '../../domain/visit/visit.ts';
import type { Sql } from '../sql.ts';
import { SUMMARY_COLUMNS, summaryFrom, summaryRow, toSummary } from './list-visits.ts';
import { identitySchema } from './visit-row.ts';

/** How a call is begun and ended in words: handed in, for words belong to the flows. */
export type VisitWords = (
  kind: VisitKind,
) => Pick<VisitScript, 'introduction' | 'identity' | 'closing'>;

const DETAIL = `SELECT ${SUMMARY_COLUMNS}, u.phone, v.invitation_id, v.excluded_ids, v.created_at, v.updated_at,
    COALESCE(h.plate, c.plate) AS plate, v.policy_no, p.kind AS policy_kind, p.starts_at, p.ends_at, v.claim_no,
    v.complaint_no
  FROM ${summaryFrom('return_visits')} LEFT JOIN policies p ON p.policy_no = v.policy_no
    LEFT JOIN vehicles h ON h.id = p.vehicle_id LEFT JOIN claims c ON c.claim_no = v.claim_no
  WHERE v.id = $1`;

const detailRow = summaryRow.extend({
  phone: z.string().nullable(),
  invitation_id: z.string().nullable(),
  excluded_ids: z.array(z.string()),
  created_at: z.date(),
  updated_at: z.date(),
  plate: z.string().nullable(),
  policy_no: z.string().nullable(),
  policy_kind: z.string().nullable(),
  starts_at: z.date().nullable(),
  ends_at: z.date().nullable(),
  claim_no: z.string().nullable(),
  complaint_no: z.string().nullable(),
});
type DetailRow = z.infer<typeof detailRow>;

const TRIES = `SELECT t.nth, t.way, t.slot, t.at, t.result, t.reason, a.display_name AS by_name, t.by_id, t.note,
    t.identity_check AS identity
  FROM visit_attempts t LEFT JOIN agents a ON a.id = t.by_id WHERE t.visit_id = $1 ORDER BY t.nth`;

const tryRow = z.object({
  nth: z.number().int(),
  way: z.enum(VISIT_WAYS),
  slot: z.enum(VISIT_SLOTS),
  at: z.date(),
  result: z.enum(VISIT_RESULTS).nullable(),
  reason: z.string().nullable(),
  by_name: z.string().nullable(),
  by_id: z.string().nullable(),
  note: z.string().nullable(),
  identity: identitySchema.nullable(),
});
type TryRow = z.infer<typeof tryRow>;

/** A visit whole, masked; what it is about only for whoever has proved in this call whom they talk to. */
export async function readDetail(
  sql: Sql,
  id: string,
  given: {
    readonly by: VisitActor;
    readonly words: VisitWords;
    readonly surveys: Pick<VisitSurveys<Sql>, 'published'>;
  },
): Promise<VisitDetail | undefined> {
  const { rows } = await sql.query(DETAIL, [id]);
  if (rows[0] === undefined) return undefined;
  const row = detailRow.parse(rows[0]);
  const { by, words, surveys } = given;
  const tries = z.array(tryRow).parse((await sql.query(TRIES, [id])).rows);
  const last = tries.at(-1);
  const isIdentified =
    !isVisitEnded(row.status) &&
    last?.result === null &&
    last.by_id === by.actor.id &&
    last.identity?.ok === true;
  const isExcluded = row.excluded_ids.includes(by.actor.id);
  const content = await surveys.published(sql, row.kind);
  return {
    ...toSummary(row),
    phone: row.phone === null ? null : maskPhone(row.phone),
    invitationId: row.invitation_id,
    tries: tries.map(toTry),
    script: { ...words(row.kind), questions: questionsOf(content, row.invitation_id ?? row.id) },
    isIdentified,
    about: isIdentified ? toSubject(row) : null,
    isExcluded,
    may: isExcluded ? [] : actsOf(row, by),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function actsOf(row: DetailRow, { actor, isLead }: VisitActor): readonly VisitAct[] {
  if (row.status !== 'calling') return [];
  if (row.owner_id === actor.id) return ['identify', 'result'];
  return row.owner_id === null || isLead ? ['take'] : [];
}

function toTry({ by_id: _, by_name, note, ...rest }: TryRow): VisitTryView {
  return { ...rest, byName: by_name, note: note === null ? null : maskText(note) };
}

function toSubject(row: DetailRow): VisitSubjectView {
  return {
    plate: row.plate === null ? null : maskPlate(row.plate),
    policyNo: row.policy_no === null ? null : maskNumber(row.policy_no),
    policyKind: row.policy_kind,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    claimNo: row.claim_no,
    complaintNo: row.complaint_no,
  };
}

/** All that may be asked in the turn that this customer has; which come follows from the answers. */
function questionsOf(
  content: QuestionnaireContent | undefined,
  turnKey: string,
): VisitScript['questions'] {
  if (content === undefined) return [];
  const turn = turnOf(content, turnKey);
  return content.questions
    .filter(({ turns }) => turns === undefined || turns.includes(turn))
    .map((question) => ({
      id: question.id,
      kind: question.kind,
      text: question.texts['zh-CN'],
      isOptional: question.kind === 'text' || question.isOptional === true,
      isMultiple: question.isMultiple === true,
      options: (question.options ?? []).map(({ id, labels }) => ({
        value: id,
        label: labels['zh-CN'],
      })),
    }));
}
