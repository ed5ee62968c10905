import type { ReportSummary } from '../../src/domain/accident/report.ts';
import type { ComplaintView } from '../../src/domain/complaint/complainant.ts';
import type { DeskReader, DeskStatus } from '../../src/domain/handoff/desk-reader.ts';
import type { KnowledgeReader } from '../../src/domain/knowledge/article.ts';
import type { AnswerDrafter } from '../../src/domain/knowledge/draft-answer.ts';
import type { CustomerProfile, PolicyFacts } from '../../src/domain/policy/view.ts';
import type { OpenRescue } from '../../src/domain/service-request.ts';
import type { Write } from '../../src/domain/write.ts';
import type { FlowReads } from '../../src/flows/flow.ts';
import { demoKnowledge } from '../support/demo-knowledge.ts';
import { complaintsOf, type WorldComplaint } from './world-complaints.ts';
import { type EventSetup, eventsOf, type ReferralSetup, referralsOf } from './world-events.ts';
import { type SurveySetup, surveysOf } from './world-surveys.ts';

const at = (text: string): Date => new Date(`${text}+08:00`);

export const COMMERCIAL: PolicyFacts = {
  id: 'pol_1',
  policyNo: 'PDAA202511010000123456',
  kind: 'commercial',
  status: 'active',
  startsAt: at('2025-11-01T00:00:00'),
  endsAt: at('2026-10-31T23:59:59'),
  premiumFen: 386_500,
  plate: '粤B12345',
  covers: [
    { code: 'own_damage', name: '机动车损失保险', sumInsuredFen: 18_000_000 },
    { code: 'third_party', name: '机动车第三者责任保险', sumInsuredFen: 200_000_000 },
  ],
};

export const COMPULSORY: PolicyFacts = {
  id: 'pol_2',
  policyNo: 'PDZA202511010000654321',
  kind: 'compulsory',
  status: 'active',
  startsAt: at('2025-11-01T00:00:00'),
  endsAt: at('2026-10-31T23:59:59'),
  premiumFen: 95_000,
  plate: '粤B12345',
  covers: [],
};

export const HANDLER = { id: 'adj_1', name: '陈志强', phone: '13712340001' } as const;

export interface OtherSetup {
  readonly policies?: readonly PolicyFacts[];
  readonly profile?: CustomerProfile;
  readonly complaints?: readonly (ComplaintView | WorldComplaint)[];
  readonly hasHandler?: boolean;
  /** Reports made in this chat before the story begins. */
  readonly reports?: readonly ReportSummary[];
  readonly knowledge?: KnowledgeReader;
  readonly answerDrafter?: AnswerDrafter;
  /** Asked in this conversation before the story begins. */
  readonly survey?: SurveySetup;
  /** The people behind the bot; open and with somebody online unless it says otherwise. */
  readonly desk?: DeskSetup;
  readonly events?: EventSetup;
  readonly referrals?: ReferralSetup;
}

type OtherReads = Omit<FlowReads, 'identity' | 'claims'>;

/** Reads of the small insurer that find what was written in earlier turns. */
export function makeOtherReads(setup: OtherSetup, written: readonly Write[]): OtherReads {
  const {
    policies = [COMMERCIAL, COMPULSORY],
    complaints = [],
    hasHandler = true,
    knowledge = demoKnowledge,
    answerDrafter,
  } = setup;
  const profile = setup.profile ?? {
    customerNo: 'C000001',
    phone: '13800001234',
    address: '深圳市南山区科苑路 15 号',
    plates: ['粤B12345'],
  };
  return {
    policies: {
      ofCustomer: (id) => Promise.resolve(id === 'cus_1' ? policies : []),
      profile: (id) =>
        Promise.resolve(
          id === 'cus_1'
            ? Object.assign(
                { ...profile },
                ...written.map((write) =>
                  write.kind === 'changeProfile' ? { [write.field]: write.value } : {},
                ),
              )
            : undefined,
        ),
    },
    accidents: {
      nextHandler: () => Promise.resolve(hasHandler ? HANDLER : undefined),
      ofIdentity: () =>
        Promise.resolve([
          ...written.flatMap((write) =>
            write.kind === 'submitAccidentReport' ? [write.report] : [],
          ),
          ...(setup.reports ?? []),
        ]),
    },
    documents: {
      receivedFor: (caseNo) =>
        Promise.resolve(
          written.flatMap((write) =>
            write.kind === 'attachClaimDocument' && write.document.caseNo === caseNo
              ? [write.document]
              : [],
          ),
        ),
    },
    knowledge,
    ...(answerDrafter && { answerDrafter }),
    desk: deskOf(setup.desk, written),
    surveys: surveysOf(setup.survey, written),
    ownerEvents: eventsOf(setup.events, written),
    referrals: referralsOf(setup.referrals, written),
    rescues: {
      openOf: (_identityId, since) => Promise.resolve(openRescues(written, since)),
    },
    complaints: complaintsOf(complaints, written),
  };
}

function openRescues(written: readonly Write[], since: Date): readonly OpenRescue[] {
  const cancelled = written.flatMap((one) => (one.kind === 'cancelRescue' ? [one.requestNo] : []));
  return written.flatMap((one) => {
    if (one.kind !== 'registerServiceRequest') return [];
    const { requestNo, requestedAt, details } = one.request;
    if (details.kind !== 'roadside_assistance' || cancelled.includes(requestNo)) return [];
    const { problem, place } = details;
    return requestedAt >= since ? [{ requestNo, requestedAt, problem, place }] : [];
  });
}

export interface DeskSetup extends Partial<Omit<DeskStatus, 'request'>> {
  /** Where a request of this conversation stands in the queue. */
  readonly position?: number;
  readonly estimate?: { readonly fromMinutes: number; readonly toMinutes: number };
  /** Begins of times of an hour, in China; those of START's day and the next when absent. */
  readonly times?: readonly string[];
}

const TIMES = [
  '2026-06-12T11:00:00',
  '2026-06-12T14:00:00',
  '2026-06-12T15:00:00',
  '2026-06-13T09:00:00',
  '2026-06-13T10:00:00',
  '2026-06-13T15:00:00',
  '2026-06-15T09:00:00',
];

/** Waits from the request on until it is withdrawn. */
function deskOf(setup: DeskSetup = {}, written: readonly Write[]): DeskReader {
  const { position = 2, estimate, times = TIMES, ...status } = setup;
  return {
    of: (_id, now) => {
      const last = written.findLast(
        ({ kind }) => kind === 'requestHandoff' || kind === 'withdrawHandoff',
      );
      const reason = last?.kind === 'requestHandoff' ? last.reason : undefined;
      return Promise.resolve({
        isOpen: true,
        online: 2,
        waiting: reason === undefined ? 0 : position,
        ...status,
        ...(reason && {
          request: { reason, requestedAt: now, position, ...(estimate && { estimate }) },
        }),
      });
    },
    callBackSlots: (now) =>
      Promise.resolve(
        times
          .map((time) => ({ from: at(time), to: new Date(at(time).getTime() + 3_600_000) }))
          .filter(({ from }) => from >= now),
      ),
  };
}
