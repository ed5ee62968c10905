import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../src/lib/clock.ts';
import { systemRandom } from '../../../src/lib/ids.ts';
import { applyOpenReferralLink } from '../../../src/store/referrals/apply-open-referral-link.ts';
import { makeReferralReader } from '../../../src/store/referrals/referral-reader.ts';
import { inTransaction } from '../../../src/store/sql.ts';
import { type EventDesk, startEventDesk } from '../../support/event-desk.ts';

let desk: EventDesk;
beforeAll(async () => {
  desk = await startEventDesk();
  await desk.db.pool.query(
    `INSERT INTO agents (id, username, display_name, role, password_hash, created_at, skills, is_compliance)
     VALUES ('agt_sale1', 's1', '销售一', 'agent', 'x', now(), '["policy"]', false),
       ('agt_sale2', 's2', '销售二', 'agent', 'x', now(), '["policy"]', false),
       ('agt_claim', 'c1', '理赔', 'agent', 'x', now(), '["claims"]', false),
       ('agt_lead', 'l1', '主管', 'supervisor', 'x', now(), '[]', false),
       ('agt_compliance', 'k1', '合规', 'auditor', 'x', now(), '[]', true)`,
  );
  await openLink('cus_1', CODE);
});
afterAll(() => desk.stop());

const CODE = 'aaaaaaaaaaaaaaaaaaaa';
const FRIEND = { name: '李雷', phone: '13911112222', consentVersion: 'referral-1' };
const LEAD = { actor: { kind: 'agent', id: 'agt_lead' }, isLead: true } as const;
const by = (id: string) => ({ actor: { kind: 'agent', id } as const, isLead: false });

const openLink = (customerId: string, code: string) =>
  inTransaction(desk.db.pool, (sql) =>
    applyOpenReferralLink(
      sql,
      { kind: 'openReferralLink', customerId, code },
      { now: desk.clock.now(), random: systemRandom },
    ),
  );

describe('a friend', () => {
  it('sees a surname, asks once by each link, and goes to a licensed agent who is told', async () => {
    expect(await desk.referralForms.find(CODE)).toEqual({ invitedBy: '陈*', reward: 'NONE' });
    expect(await desk.referralForms.find('zzzzzzzzzz')).toBeUndefined();
    const asked = await Promise.all(
      Array.from({ length: 20 }, () => desk.referralForms.take(CODE, FRIEND)),
    );
    expect(asked.filter(({ kind }) => kind === 'taken')).toHaveLength(1);
    desk.clock.advance(1_000);
    const second = await desk.referralForms.take(CODE, { ...FRIEND, phone: '13911113333' });
    expect(second.kind).toBe('taken');
    const { items } = await desk.admin.referrals.list({ limit: 10 });
    expect(items.map(({ name, phone }) => [name, phone])).toEqual([
      ['李*', '139****3333'],
      ['李*', '139****2222'],
    ]);
    expect(items.map(({ assignedTo }) => assignedTo).sort()).toEqual(['agt_sale1', 'agt_sale2']);
    const { rows } = await desk.db.pool.query(
      "SELECT agent_id FROM desk_notices WHERE kind = 'referral' ORDER BY agent_id",
    );
    expect(rows.map(({ agent_id }) => agent_id)).toEqual(['agt_sale1', 'agt_sale2']);
  });

  it('takes it back by the signed link alone, and is forgotten', async () => {
    const taken = await desk.referralForms.take(CODE, { ...FRIEND, phone: '13911114444' });
    const token = taken.kind === 'taken' ? taken.withdrawToken : '';
    expect(await desk.referralForms.withdraw(`rfl_x${token.slice(5)}`)).toBe('not_found');
    expect(await desk.referralForms.withdraw(token)).toBe('withdrawn');
    expect(await desk.referralForms.withdraw(token)).toBe('already');
    const { rows } = await desk.db.pool.query('SELECT name, phone FROM referrals');
    expect(JSON.stringify(rows)).not.toContain('13911114444');
    // Asking anew is the friend's own wish again.
    const again = await desk.referralForms.take(CODE, { ...FRIEND, phone: '13911114444' });
    expect(again.kind).toBe('taken');
    desk.clock.advance(181 * DAY_MS);
    const late = again.kind === 'taken' ? again.withdrawToken : '';
    expect(await desk.referralForms.withdraw(late)).toBe('not_found');
  });
});

describe('the desk', () => {
  it('moves it by whoever has it, or a lead, and forward only', async () => {
    const { items } = await desk.admin.referrals.list({
      limit: 10,
      assignedTo: 'agt_sale1',
      status: 'asked',
    });
    const id = items[0]?.id ?? '';
    const { referrals } = desk.admin;
    expect(await referrals.change(id, { status: 'contacted' }, by('agt_claim'))).toEqual({
      kind: 'not_yours',
    });
    expect(await referrals.reveal(id, '致电', by('agt_claim'))).toBe('not_yours');
    expect(await referrals.reveal(id, '致电', by('agt_sale1'))).toMatchObject({ name: '李雷' });
    expect(await referrals.change(id, { status: 'completed' }, by('agt_sale1'))).toEqual({
      kind: 'refused',
      status: 'asked',
    });
    expect(await referrals.change(id, { status: 'contacted' }, by('agt_sale1'))).toMatchObject({
      kind: 'changed',
      referral: { status: 'contacted' },
    });
    expect(await referrals.change(id, { assignedTo: 'agt_nobody' }, LEAD)).toEqual({
      kind: 'unknown_agent',
    });
    expect(await referrals.change(id, { assignedTo: 'agt_claim' }, LEAD)).toMatchObject({
      referral: { assignedTo: 'agt_claim' },
    });
    const progress = await makeReferralReader({ pool: desk.db.pool }).progressOf('cus_1');
    expect(progress).toMatchObject({ contacted: 1, completed: 0 });
  });
});

describe('a link', () => {
  it('is one for each customer: the second turn runs again', async () => {
    await expect(openLink('cus_1', 'bbbbbbbbbbbb')).rejects.toThrow('made by another turn');
    const reader = makeReferralReader({ pool: desk.db.pool });
    expect(await reader.linkOf('cus_1')).toEqual({ code: CODE, isDisabled: false });
    expect(await reader.linkOf('cus_2')).toBeUndefined();
  });
});

describe('the reward', () => {
  it('is none, and switched by an account of compliance only, whatever the role', async () => {
    const { referrals } = desk.admin;
    expect(await referrals.reward()).toBe('NONE');
    expect(await referrals.setReward('THANKS', '测试', 'agt_lead')).toBe('not_compliance');
    expect(await referrals.reward()).toBe('NONE');
    expect(await referrals.setReward('THANKS', '合规批准 2026-12', 'agt_compliance')).toBe('set');
    expect(await referrals.reward()).toBe('THANKS');
    const { rows } = await desk.db.pool.query(
      "SELECT actor_id, reason, data FROM audit WHERE action = 'referral_reward.set'",
    );
    expect(rows).toEqual([
      {
        actor_id: 'agt_compliance',
        reason: '合规批准 2026-12',
        data: { from: 'NONE', to: 'THANKS' },
      },
    ]);
  });
});
