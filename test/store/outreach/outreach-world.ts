import type { Pool } from 'pg';
import { makeOutreach, makeWritePush } from '../../../src/compose/campaigns.ts';
import type { OutboxRow, SendResult } from '../../../src/domain/outbox.ts';
import { makeRules } from '../../../src/domain/push/rules.ts';
import { pushSettingsSchema } from '../../../src/domain/push/settings.ts';
import { makeCompletePush } from '../../../src/flows/push-message.ts';
import { makeDeliverOutbox } from '../../../src/jobs/deliver-outbox.ts';
import { addMs, HOUR_MS } from '../../../src/lib/clock.ts';
import type { Id } from '../../../src/lib/ids.ts';
import { newId, systemRandom } from '../../../src/lib/ids.ts';
import { makeLog } from '../../../src/lib/log.ts';
import { makeOutbox } from '../../../src/store/outbox/outbox.ts';
import { makeLastLook } from '../../../src/store/push/last-look.ts';
import { loadPushFacts } from '../../../src/store/push/load-facts.ts';
import { makeManualClock } from '../../support/manual-clock.ts';
import { NOW, put } from '../push/push-rows.ts';

const ALL_DAY = { from: '00:00', until: '00:00' };
const ANY_HOUR = { workday: ALL_DAY, dayOff: ALL_DAY };

/** The policy without hours, with its own caps. */
export const OPEN_RULES = makeRules({
  settings: pushSettingsSchema.parse({ hours: { service: ANY_HOUR, others: ANY_HOUR } }),
  holidays: { kindOf: () => undefined, knownUntil: undefined } as never,
  silentDays: [],
});

/** A sender on a database with channels that answer what the test says, and a clock that the test moves. */
export function makeWorld(
  pool: Pool,
  options: {
    readonly answer?: (row: OutboxRow) => Promise<SendResult>;
    readonly isIdempotent?: boolean;
  } = {},
) {
  const { answer = async () => ({ kind: 'sent' as const }), isIdempotent = false } = options;
  const clock = makeManualClock(NOW);
  const sent: OutboxRow[] = [];
  const grew: string[] = [];
  const transport = {
    isIdempotent,
    send: (row: OutboxRow) => {
      sent.push(row);
      return answer(row);
    },
  };
  const log = makeLog({ level: 'silent' });
  const deliverer = makeDeliverOutbox({
    outbox: makeOutbox({ pool }),
    senders: { sms: transport, channels: { 'wechat-kf': transport, wechaty: transport } },
    pushPolicy: makeLastLook({ pool, clock }),
    clock,
    random: systemRandom,
    log,
  });
  const brand = { name: '安心车险', hotline: '95500' };
  const outreach = makeOutreach({
    pool,
    random: systemRandom,
    rules: { current: async () => OPEN_RULES },
    loadFacts: loadPushFacts,
    write: makeWritePush({ brand, completePush: makeCompletePush({ company: brand.name }) }),
    deliverer,
    publish: (id: Id<'conversation'>) => void grew.push(id),
    clock,
    log,
  });
  return { clock, sent, grew, deliverer, tick: () => outreach.tick(clock.now()) };
}

type Columns = Readonly<Record<string, unknown>>;

/** An approved template of two texts. */
export async function putTemplate(pool: Pool, more: Columns = {}): Promise<string> {
  const id = newId('outreachTemplate', systemRandom);
  await put(pool, 'outreach_templates', {
    id,
    code: id,
    version: 1,
    push_class: 'service',
    title: '提醒',
    variants: [
      { key: 'A', text: '您好，明天有大风。' },
      { key: 'B', text: '大风将至，请把车停好。' },
    ],
    actions: [],
    status: 'approved',
    author_id: 'agt_a',
    reviewer_id: 'agt_b',
    created_at: NOW,
    updated_at: NOW,
    ...more,
  });
  return id;
}

/** A campaign that begins now and ends in a day, of a template of its class. */
export async function putCampaign(pool: Pool, more: Columns = {}): Promise<string> {
  const id = newId('campaign', systemRandom);
  const pushClass = more['push_class'] ?? 'service';
  await put(pool, 'campaigns', {
    id,
    name: '大风提醒',
    occasion_key: id,
    push_class: pushClass,
    template_id: await putTemplate(pool, { push_class: pushClass }),
    audience_rule: {},
    ways: ['wechat', 'sms'],
    status: 'scheduled',
    starts_at: NOW,
    ends_at: addMs(NOW, 24 * HOUR_MS),
    daily_from: '00:00',
    daily_until: '00:00',
    created_by: 'agt_lead',
    created_at: NOW,
    updated_at: NOW,
    ...more,
  });
  return id;
}

export interface LedgerRow {
  readonly customer: string;
  readonly status: string;
  readonly reason: string | null;
  readonly way: string | null;
  readonly variant: string | null;
  readonly released: Date | null;
  readonly outbox: string | null;
}

/** A campaign's rows, by customer. */
export async function readLedger(pool: Pool, campaignId: string): Promise<readonly LedgerRow[]> {
  const { rows } = await pool.query<LedgerRow>(
    `SELECT d.customer_id AS customer, d.status, d.reason, d.way, d.variant, d.released_at AS released,
       o.status AS outbox
     FROM outreach_deliveries d LEFT JOIN outbox o ON o.id = d.outbox_id
     WHERE d.campaign_id = $1 ORDER BY d.customer_id`,
    [campaignId],
  );
  return rows;
}

export async function readStatus(pool: Pool, campaignId: string): Promise<string> {
  const { rows } = await pool.query<{ status: string }>(
    'SELECT status FROM campaigns WHERE id = $1',
    [campaignId],
  );
  return rows[0]?.status ?? 'gone';
}
