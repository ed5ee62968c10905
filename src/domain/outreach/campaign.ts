import type { Id } from '../../lib/ids.ts';

/**
 * The life of a campaign. `scheduled` waits for its start, `planning` writes one row for each customer and sends what
 * is planned already, `running` sends; `asking`: its window is over and some were not written to.
 */
export const CAMPAIGN_STATES = [
  'draft',
  'scheduled',
  'planning',
  'running',
  'paused',
  'asking',
  'finished',
  'cancelled',
] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

/** What the rules of a campaign's life look at. */
export interface CampaignLife {
  readonly state: CampaignState;
  readonly startsAt: Date;
  /** Half-open: from here on it asks instead of sending. */
  readonly endsAt: Date;
  /** Everybody of its audience has a row. */
  readonly isPlanned: boolean;
  /** One of a care plan, which comes round again by itself: what is late is dropped, and nobody is asked. */
  readonly carePlanId?: Id<'carePlan'> | undefined;
}

/** What people do with it. */
export type CampaignAct =
  /** `isTemplateApproved`: as of now; undefined: it has no template, its words were checked when it was made. */
  | { readonly kind: 'start'; readonly isTemplateApproved: boolean | undefined }
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'cancel' }
  /** A new window for those who are left. */
  | { readonly kind: 'extend'; readonly startsAt: Date; readonly endsAt: Date }
  /** Whoever is left is not written to. */
  | { readonly kind: 'drop' };

export type CampaignRefusal = 'illegal_move' | 'template_not_approved' | 'window_over';

export type CampaignMove =
  | {
      readonly kind: 'moved';
      readonly state: CampaignState;
      readonly window?: Pick<CampaignLife, 'startsAt' | 'endsAt'>;
    }
  | { readonly kind: 'refused'; readonly code: CampaignRefusal };

const MAY_PAUSE: readonly CampaignState[] = ['scheduled', 'planning', 'running'];
const MAY_CANCEL: readonly CampaignState[] = [...MAY_PAUSE, 'draft', 'paused', 'asking'];

/** What an act makes of a campaign; refused with the reason why not. Pure. */
export function actOnCampaign(campaign: CampaignLife, act: CampaignAct, now: Date): CampaignMove {
  const { state } = campaign;
  switch (act.kind) {
    case 'start':
      if (state !== 'draft') return refused('illegal_move');
      if (act.isTemplateApproved === false) return refused('template_not_approved');
      return now >= campaign.endsAt ? refused('window_over') : moved('scheduled');
    case 'pause':
      return MAY_PAUSE.includes(state) ? moved('paused') : refused('illegal_move');
    case 'resume':
      return state === 'paused' ? moved(goesOnAs(campaign, now)) : refused('illegal_move');
    case 'cancel':
      return MAY_CANCEL.includes(state) ? moved('cancelled') : refused('illegal_move');
    case 'extend': {
      if (state !== 'asking') return refused('illegal_move');
      const { startsAt, endsAt } = act;
      if (endsAt <= now || endsAt <= startsAt) return refused('window_over');
      const window = { startsAt, endsAt };
      return { kind: 'moved', state: goesOnAs({ ...campaign, ...window }, now), window };
    }
    case 'drop':
      return state === 'asking' ? moved('finished') : refused('illegal_move');
  }
}

/** What time makes of a campaign; undefined: nothing. A start that was missed by its whole window asks. */
export function advanceCampaign(
  campaign: CampaignLife,
  now: Date,
): Extract<CampaignState, 'planning' | 'running' | 'asking' | 'finished'> | undefined {
  const { state, startsAt, endsAt, isPlanned } = campaign;
  if (!['scheduled', 'planning', 'running'].includes(state)) return undefined;
  if (now >= endsAt) {
    if (campaign.carePlanId === undefined) return 'asking';
    // Whoever was meant gets a row all the same, which says that the window was missed.
    if (isPlanned) return 'finished';
    return state === 'planning' ? undefined : 'planning';
  }
  if (state === 'scheduled') return now >= startsAt ? begins(isPlanned) : undefined;
  return state === 'planning' && isPlanned ? 'running' : undefined;
}

function goesOnAs(campaign: CampaignLife, now: Date): CampaignState {
  if (now >= campaign.endsAt) return 'asking';
  return now < campaign.startsAt ? 'scheduled' : begins(campaign.isPlanned);
}

function begins(isPlanned: boolean): 'planning' | 'running' {
  return isPlanned ? 'running' : 'planning';
}

function moved(state: CampaignState): CampaignMove {
  return { kind: 'moved', state };
}

function refused(code: CampaignRefusal): CampaignMove {
  return { kind: 'refused', code };
}
