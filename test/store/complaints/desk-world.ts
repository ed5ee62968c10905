import type { ComplaintAct, ComplaintActor } from '../../../src/domain/complaint/acts.ts';
import type { ComplaintInput } from '../../../src/domain/complaint/filed.ts';
import type { ComplaintTold } from '../../../src/domain/complaint/news.ts';
import type { DeskEvent } from '../../../src/domain/handoff/desk-event.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { makeComplaintDesk } from '../../../src/store/complaints/complaint-desk.ts';
import { makeComplaintStore } from '../../../src/store/complaints/complaint-store.ts';
import { appendMessages } from '../../../src/store/conversations/append.ts';
import { makeRegistry } from '../../../src/store/desk/registry.ts';
import type { TestDatabase } from '../../support/database.ts';
import { makeManualClock } from '../../support/manual-clock.ts';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** A Thursday, 15:00 in Shanghai. */
export const NOW = new Date('2026-06-11T07:00:00.000Z');

const agent = (id: string, name: string, isLead: boolean): ComplaintActor => ({
  kind: 'agent',
  id,
  name,
  isLead,
});
/** Whoever works at the desk of these tests. */
export const HE = agent('agt_he', '何晓彤', false);
export const ZOU = agent('agt_zou', '邹明', false);
export const WANG = agent('agt_wang', '王磊', false);
export const QIAN = agent('agt_qian', '钱文', true);
export const WAN = agent('agt_wan', '万芳', true);
export const CUSTOMER: ComplaintActor = { kind: 'customer', id: 'idn_chen' };

const PEOPLE = `
  INSERT INTO teams (id, name, skills, created_at) VALUES ('tea_c', '投诉组', '["complaint"]', now());
  INSERT INTO agents (id, username, display_name, role, password_hash, team_id, skills, created_at) VALUES
    ('agt_he', 'he', '何晓彤', 'agent', '!', 'tea_c', '[]', now()),
    ('agt_zou', 'zou', '邹明', 'agent', '!', NULL, '["complaint"]', now()),
    ('agt_wang', 'wang', '王磊', 'agent', '!', NULL, '["claims"]', now()),
    ('agt_qian', 'qian', '钱文', 'supervisor', '!', 'tea_c', '[]', now()),
    ('agt_wan', 'wan', '万芳', 'supervisor', '!', NULL, '[]', now()),
    ('agt_kong', 'kong', '孔令', 'admin', '!', NULL, '[]', now()),
    ('agt_shi', 'shi', '施敏', 'auditor', '!', NULL, '[]', now());
  INSERT INTO agents (id, username, display_name, role, password_hash, skills, disabled_at, created_at) VALUES
    ('agt_gone', 'gone', '离职的人', 'agent', '!', '["complaint"]', '2026-01-01', now());
  INSERT INTO customers (id, customer_no, name, phone, branch, created_at, updated_at) VALUES
    ('cus_chen', 'C1', '陈明', '13800000001', '长宁支公司', now(), now()),
    ('cus_lin', 'C2', '林小雨', '13800000002', '浦东支公司', now(), now());
  INSERT INTO channel_identities (id, channel_account, external_user_id, level, customer_id, subject_kind, created_at)
    VALUES ('idn_chen', 'web', 'u1', 1, 'cus_chen', 'customer', now()),
      ('idn_new', 'web', 'u2', 0, NULL, NULL, now());
  INSERT INTO conversations (id, channel_account, identity_id, last_message_at, created_at) VALUES
    ('con_chen', 'web', 'idn_chen', '2026-06-01', now()), ('con_new', 'web', 'idn_new', '2026-06-01', now());
  INSERT INTO files (id, conversation_id, name, content_type, size_bytes, sha256, created_at) VALUES
    ('fil_1', 'con_chen', 'a.jpg', 'image/jpeg', 1, 'x', now()), ('fil_2', 'con_new', 'b.jpg', 'image/jpeg', 1, 'x', now());
  INSERT INTO claims (id, claim_no, report_no, customer_id, status, status_at, reported_at, handler_name, created_at,
      updated_at) VALUES
    ('clm_1', 'CL1', 'RP1', 'cus_chen', 'ASSESSING', now(), now(), '王磊', now(), now());`;

/** A desk with people, customers and a chat, on a database of its own. */
export async function openWorld(db: TestDatabase) {
  await db.pool.query(PEOPLE);
  const { pool } = db;
  const clock = makeManualClock(NOW);
  const events: DeskEvent[] = [];
  const told: ComplaintTold[] = [];
  const grew: string[] = [];
  const deps = {
    pool,
    clock,
    random: systemRandom,
    remediesOf: () => '三十日内可以申请核查。',
    publishDesk: (more: readonly DeskEvent[]) => void events.push(...more),
    news: {
      tell: async (sql: Parameters<typeof appendMessages>[0], one: ComplaintTold) => {
        told.push(one);
        const activity = { type: 'message', text: one.what.name, textFormat: 'plain' } as const;
        const { conversationId, now } = one;
        const messages = [{ author: 'system', activity } as const];
        const stored = await appendMessages(sql, {
          conversationId,
          messages,
          now,
          random: systemRandom,
        });
        return { seq: stored[0]?.seq ?? 0 };
      },
      publish: (ids: readonly string[]) => void grew.push(...ids),
    },
  };
  const desk = makeComplaintDesk(deps);
  // That a new one is told is shown in test/compose/complaint-news.test.ts.
  const registry = makeRegistry({ ...deps, news: undefined });
  const store = makeComplaintStore(deps);

  /** Registers a complaint by phone, unless it says otherwise; returns its number. */
  const file = async (input: Partial<ComplaintInput> = {}, by: ComplaintActor = HE) => {
    const filed = await registry.fileComplaint(
      { matter: '理赔一直没有结果，每次问都说在走流程', category: 'CLAIM.DELAY', ...input },
      { kind: by.kind, id: by.id },
    );
    if (filed.kind === 'unknown') throw new Error(`unknown ${filed.field}`);
    return filed.complaintNo;
  };
  const act = (no: string, one: ComplaintAct, by: ComplaintActor, occurredAt?: Date) =>
    desk.act(no, one, { by, occurredAt });
  /** The same, which must be done. */
  const does = async (no: string, one: ComplaintAct, by: ComplaintActor, occurredAt?: Date) => {
    const result = await act(no, one, by, occurredAt);
    if (result.kind !== 'done') throw new Error(`${one.name}: ${JSON.stringify(result, jsonable)}`);
  };
  return { ...deps, db, clock, events, told, grew, desk, registry, store, file, act, does };
}
export type World = Awaited<ReturnType<typeof openWorld>>;

function jsonable(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}

/** Acts with everything that they need. */
export const contact = (nextAt = new Date('2026-06-12T07:00:00Z')): ComplaintAct => ({
  name: 'contact',
  channel: 'phone',
  summary: '已联系客户，说明由我处理，核实案件进度',
  nextAt,
});
export const notice = (channel: 'chat' | 'phone' = 'phone') => ({
  findings: '案件因补充单证延误四天',
  decision: '当日完成理算并支付',
  basis: '保险法第二十三条',
  channel,
  ...(channel === 'chat' ? {} : { proof: 'REC-1' }),
});
export const rootCause = {
  code: 'process',
  department: '理赔部',
  action: '单证一次告知',
  ownerId: 'agt_wan',
  dueOn: '2026-07-31',
} as const;
