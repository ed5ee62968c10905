import type {
  Aftermath,
  AnalysedClock,
  AnalysedComplaint,
} from '../../../src/domain/complaint/analysis-rows.ts';

/** A time in June 2026 in Shanghai, such as `12 09:30`. */
export function june(dayTime: string): Date {
  const [day = '1', time = '00:00'] = dayTime.split(' ');
  return new Date(`2026-06-${day.padStart(2, '0')}T${time}:00+08:00`);
}

/** A closed, ordinary complaint that a line of a golden table changes. */
export function analysed(no: number, patch: Partial<AnalysedComplaint> = {}): AnalysedComplaint {
  return {
    complaintNo: `TS${String(no).padStart(3, '0')}`,
    status: 'CLOSED',
    nature: 'complaint',
    source: 'web',
    category: 'CLAIM.DELAY',
    severity: 'S3',
    receivedAt: june('10 09:00'),
    branch: null,
    repairShop: null,
    handlerId: null,
    handlerName: null,
    groupKey: null,
    isRepeat: false,
    isMajor: false,
    escalation: 0,
    disputes: 0,
    rootCause: null,
    rating: null,
    ...patch,
  };
}

/** A clock of the complaint with this number, from 10 June 09:00. */
export function clockOf(no: number, patch: Partial<AnalysedClock> = {}): AnalysedClock {
  return {
    complaintNo: `TS${String(no).padStart(3, '0')}`,
    kind: 'resolution',
    cycle: 1,
    startedAt: june('10 09:00'),
    dueAt: june('13 09:00'),
    pausedAt: null,
    pausedMs: 0,
    doneAt: null,
    endedAt: null,
    verdict: null,
    breachedAt: null,
    grossMs: null,
    netMs: null,
    ...patch,
  };
}

/** Closed once, and nothing came of it. */
export function aftermathOf(no: number, patch: Partial<Aftermath> = {}): Aftermath {
  return {
    complaintNo: `TS${String(no).padStart(3, '0')}`,
    wasTold: true,
    wasClosed: true,
    wasReopened: false,
    cameThroughRegulator: false,
    cameAgain: false,
    ...patch,
  };
}
