import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewConsent } from '../../../src/domain/consent.ts';
import { makeConsentStore } from '../../../src/store/consents/consent-store.ts';
import { type EventDesk, startEventDesk } from '../../support/event-desk.ts';

const NOW = new Date('2026-06-12T02:00:00Z');
const SMS = { kind: 'api_key', id: 'key_sms' } as const;
let desk: EventDesk;
beforeAll(async () => {
  desk = await startEventDesk(NOW);
  await desk.db.pool.query(
    "UPDATE customers SET phone = '13900000000' WHERE id IN ('cus_1', 'cus_2')",
  );
});
afterAll(() => desk.stop());

const GRANT: NewConsent = {
  who: { customerNo: 'C1' },
  purposes: ['marketing'],
  way: null,
  isGranted: true,
  decidedAt: new Date('2026-06-01T02:00:00Z'),
  source: 'proposal_form',
  evidence: { documentNo: 'TB2026', note: '手机 13900000000' },
  textVersion: 'proposal-3',
};
const record = (more: Partial<NewConsent>) =>
  desk.admin.consentRecorder.record({ ...GRANT, ...more }, SMS);
const list = async (customerNo: string) =>
  (await makeConsentStore({ pool: desk.db.pool }).list({ customerNo, limit: 50 })).items;

describe('a decision from outside', () => {
  it('is shown with its way, its source, its proof and who wrote it down', async () => {
    expect(await record({})).toBe(1);
    expect(await list('C1')).toMatchObject([
      {
        purpose: 'marketing',
        way: null,
        isGranted: true,
        isCurrent: true,
        source: 'proposal_form',
        evidence: { documentNo: 'TB2026', note: '手机 139****0000' },
        recordedBy: 'api_key:key_sms',
        textVersion: 'proposal-3',
      },
    ]);
  });

  it('a reply to a short message refuses for everybody with that phone, by that way alone', async () => {
    const refused = await record({
      who: { phone: '13900000000' },
      purposes: ['marketing', 'care', 'survey'],
      way: 'sms',
      isGranted: false,
      source: 'sms_reply',
      evidence: { text: 'TD' },
      decidedAt: NOW,
      textVersion: 'words',
    });
    expect(refused).toBe(2);
    for (const customerNo of ['C1', 'C2']) {
      const current = (await list(customerNo)).filter(({ way }) => way === 'sms');
      expect(current.map(({ isGranted, isCurrent }) => [isGranted, isCurrent])).toEqual(
        Array.from({ length: 3 }, () => [false, true]),
      );
    }
    const general = (await list('C1')).find(({ way }) => way === null);
    expect(general).toMatchObject({ isGranted: true, isCurrent: true });
  });

  it('a newer one for every way takes the place of what was said of one', async () => {
    await record({ decidedAt: new Date(+NOW + 60_000) });
    const marketing = (await list('C1')).filter(({ purpose }) => purpose === 'marketing');
    expect(marketing.map(({ way, isCurrent }) => [way, isCurrent])).toEqual([
      [null, true],
      ['sms', false],
      [null, false],
    ]);
  });

  it('knows of no such customer, and of no such phone', async () => {
    expect(await record({ who: { customerNo: 'C999' } })).toBe('not_found');
    expect(await record({ who: { phone: '13000000000' }, isGranted: false })).toBe(0);
  });

  it('leaves a line in the audit trail', async () => {
    const { rows } = await desk.db.pool.query(
      "SELECT action, subject_id FROM audit WHERE action LIKE 'consent.%' ORDER BY id LIMIT 3",
    );
    expect(rows).toEqual([
      { action: 'consent.granted', subject_id: 'C1' },
      { action: 'consent.refused', subject_id: 'C1' },
      { action: 'consent.refused', subject_id: 'C2' },
    ]);
  });
});
