import { describe, expect, test } from 'vitest';
import {
  actOnCampaign,
  advanceCampaign,
  CAMPAIGN_STATES,
  type CampaignAct,
  type CampaignLife,
  type CampaignState,
} from '../../../src/domain/outreach/campaign.ts';

const at = (hour: number): Date => new Date(Date.UTC(2026, 5, 10, hour));
const life = (state: CampaignState, more: Partial<CampaignLife> = {}): CampaignLife => ({
  state,
  startsAt: at(8),
  endsAt: at(12),
  isPlanned: true,
  ...more,
});

const START = { kind: 'start', isTemplateApproved: true } as const;
const NEW_WINDOW = { kind: 'extend', startsAt: at(8), endsAt: at(20) } as const;

describe('what people do with a campaign', () => {
  const moves: readonly (readonly [CampaignState, CampaignAct, CampaignState | undefined])[] =
    CAMPAIGN_STATES.flatMap((state) => [
      [state, START, state === 'draft' ? 'scheduled' : undefined] as const,
      [
        state,
        { kind: 'pause' },
        ['scheduled', 'planning', 'running'].includes(state) ? 'paused' : undefined,
      ] as const,
      [state, { kind: 'resume' }, state === 'paused' ? 'running' : undefined] as const,
      [
        state,
        { kind: 'cancel' },
        ['finished', 'cancelled'].includes(state) ? undefined : 'cancelled',
      ] as const,
      [state, NEW_WINDOW, state === 'asking' ? 'running' : undefined] as const,
      [state, { kind: 'drop' }, state === 'asking' ? 'finished' : undefined] as const,
    ]);
  test.each(moves)('%s, %o', (state, act, expected) => {
    const move = actOnCampaign(life(state), act, at(9));
    expect(move).toMatchObject(
      expected === undefined
        ? { kind: 'refused', code: 'illegal_move' }
        : { kind: 'moved', state: expected },
    );
  });

  test('an unapproved text is not sent, and a text that a person wrote needs no approval', () => {
    const start = (isTemplateApproved: boolean | undefined) =>
      actOnCampaign(life('draft'), { kind: 'start', isTemplateApproved }, at(7));
    expect(start(false)).toEqual({ kind: 'refused', code: 'template_not_approved' });
    expect(start(undefined)).toEqual({ kind: 'moved', state: 'scheduled' });
  });

  test('nothing starts in a window that is over', () => {
    expect(actOnCampaign(life('draft'), START, at(12))).toEqual({
      kind: 'refused',
      code: 'window_over',
    });
  });

  test('resumed before its start it waits, half planned it plans on, and after its end it asks', () => {
    const resume = (more: Partial<CampaignLife>, hour: number) =>
      actOnCampaign(life('paused', more), { kind: 'resume' }, at(hour));
    expect(resume({}, 7)).toEqual({ kind: 'moved', state: 'scheduled' });
    expect(resume({ isPlanned: false }, 9)).toEqual({ kind: 'moved', state: 'planning' });
    expect(resume({}, 12)).toEqual({ kind: 'moved', state: 'asking' });
  });

  test('a new window that is over already is none', () => {
    const move = actOnCampaign(life('asking'), { ...NEW_WINDOW, endsAt: at(13) }, at(13));
    expect(move).toEqual({ kind: 'refused', code: 'window_over' });
  });
});

describe('what time makes of a campaign', () => {
  test.each<readonly [string, CampaignLife, number, CampaignState | undefined]>([
    ['waits', life('scheduled'), 7, undefined],
    ['begins with planning', life('scheduled', { isPlanned: false }), 8, 'planning'],
    [
      'goes on when the desk was down at its start',
      life('scheduled', { isPlanned: false }),
      11,
      'planning',
    ],
    ['asks when the desk was down for its whole window', life('scheduled'), 12, 'asking'],
    ['asks when it is not done', life('running'), 12, 'asking'],
    ['of a care plan it is dropped', life('running', { carePlanId: 'cpl_1' }), 12, 'finished'],
    [
      'of a care plan nobody had planned it is planned first, so that everybody has a reason',
      life('scheduled', { carePlanId: 'cpl_1', isPlanned: false }),
      12,
      'planning',
    ],
    [
      'of a care plan it is planned to its end',
      life('planning', { carePlanId: 'cpl_1', isPlanned: false }),
      12,
      undefined,
    ],
    ['runs when all are planned', life('planning'), 9, 'running'],
    ['plans on', life('planning', { isPlanned: false }), 9, undefined],
    ['paused it stays', life('paused'), 13, undefined],
    ['a draft stays', life('draft'), 13, undefined],
  ])('%s', (_, campaign, hour, expected) => {
    expect(advanceCampaign(campaign, at(hour))).toBe(expected);
  });
});
