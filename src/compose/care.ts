import type { Pool } from 'pg';
import { toCityName } from '../domain/care/disaster.ts';
import type { CampaignEstimate, CampaignInput } from '../domain/outreach/record.ts';
import { checkTemplate } from '../domain/outreach/template-check.ts';
import type { PushWay } from '../domain/push/settings.ts';
import { care } from '../flows/copy/care.ts';
import { push } from '../flows/copy/push.ts';
import type { Clock } from '../lib/clock.ts';
import type { Random } from '../lib/ids.ts';
import type {
  CarePlanAdminDeps,
  DisasterAnswer,
  DisasterPort,
} from '../server/admin/ports-care-plans.ts';
import { readCareCalendar } from '../store/care/calendar-reader.ts';
import { type DisasterCampaign, makeDisasterStore } from '../store/care/disaster-store.ts';
import { makeHolidayYearStore } from '../store/care/holiday-year.ts';
import { makeCarePlanStore } from '../store/care/plan-store.ts';
import { planCare } from '../store/care/plan-tick.ts';
import { seedSilentDays } from '../store/care/seed-silent-days.ts';
import { makeSilentDayStore } from '../store/care/silent-day-store.ts';
import { readCareYear } from '../store/care/year-reader.ts';

/** A campaign's people, ways and time, before it starts (compose/campaigns.ts). */
export type EstimateCampaign = (
  input: Omit<CampaignInput, 'name' | 'templateId' | 'values' | 'shareOfB'>,
) => Promise<CampaignEstimate>;

export interface CareDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly brand: { readonly hotline: string };
  readonly estimate: EstimateCampaign;
  /** Wakes the sender: a warning does not wait for the next round. */
  readonly wake: () => void;
}

export interface Care {
  readonly admin: CarePlanAdminDeps;
  /** Plans what is due; idempotent, in any number of processes at once. Once a minute is plenty. */
  tick(now: Date): Promise<void>;
}

/** The care calendar: plans, silent days, notices before a disaster, and what became of it all. */
export function makeCare(deps: CareDeps): Care {
  const { pool } = deps;
  return {
    admin: {
      carePlans: makeCarePlanStore(deps),
      careCalendar: {
        days: (span) => readCareCalendar(deps, span),
        year: (span) => readCareYear(pool, span),
      },
      silentDays: makeSilentDayStore(deps),
      disasterNotices: makeDisasterNotices(deps),
      holidayYears: makeHolidayYearStore(deps),
    },
    tick: async (now) => {
      await seedSilentDays({ pool, names: care.silentDays }, now);
      await planCare(deps, now);
    },
  };
}

function makeDisasterNotices(deps: CareDeps): DisasterPort {
  const store = makeDisasterStore(deps);
  return {
    send: async ({ text, warning, hotline, kind, ways, ...press }, actor) => {
      const city = toCityName(press.city);
      const name = care.disasterName(city, kind);
      const said = [text, warning].filter((words) => words !== undefined);
      const findings = said.flatMap((words) => blockedWords({ text: words, name }));
      if (findings.length > 0) return { kind: 'forbidden_words', findings };
      const values = {
        region: city,
        city,
        warning: warning ?? care.warnings[kind],
        hotline: hotline ?? deps.brand.hotline,
      };
      const outcome = await store.send({ city, kind, name, text, values, ways }, actor);
      if (outcome.kind === 'no_template' || outcome.kind === 'nobody') return outcome;
      if (outcome.kind === 'new') deps.wake();
      return toAnswer(
        outcome.kind,
        outcome.campaign,
        await deps.estimate(toInput(outcome.campaign)),
      );
    },
  };
}

/** Nothing is sold in a warning, and nothing is promised. */
function blockedWords({ text, name }: { readonly text: string; readonly name: string }) {
  const words = {
    pushClass: 'service',
    occasion: 'disaster',
    title: name,
    variants: [{ key: 'A', text }],
    actions: [],
  } as const;
  return checkTemplate(words, { names: push.variables, isAction: () => false }).filter(
    ({ kind }) => kind === 'blocked',
  );
}

function toInput(campaign: DisasterCampaign): Parameters<EstimateCampaign>[0] {
  return {
    pushClass: 'service',
    isUrgent: true,
    audienceRule: { ...campaign.audienceRule },
    ways: campaign.ways,
    startsAt: campaign.startsAt,
    endsAt: campaign.endsAt,
    dailyFrom: '00:00',
    dailyUntil: '00:00',
    perMinute: null,
  };
}

function toAnswer(
  kind: 'new' | 'known',
  { campaignId, status, ways }: DisasterCampaign,
  { people, byAccount, unreachable, doneBy }: CampaignEstimate,
): DisasterAnswer {
  const of = (way: PushWay): number =>
    byAccount.reduce((sum, it) => sum + (it.way === way ? it.people : 0), 0);
  const byWay = ways.map((way) => ({ way, people: of(way) }));
  return { kind, campaignId, status, ways, people, byWay, unreachable, doneBy };
}
