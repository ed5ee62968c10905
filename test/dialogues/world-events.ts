import type {
  OfferedEvent,
  OwnerEventReader,
  OwnSignUp,
} from '../../src/domain/owner-event/owner-event.ts';
import type { ReferralReader, ReferralReward } from '../../src/domain/referral/referral.ts';
import type { Write } from '../../src/domain/write.ts';

const at = (text: string): Date => new Date(`${text}+08:00`);

/** What the screen at the door shows in stories. */
export const DOOR_CODE = '384920';

/** A published event with places; every field may be given. */
export function ownerEvent(more: Partial<OfferedEvent> = {}): OfferedEvent {
  return {
    id: 'oev_1',
    eventNo: 'E12',
    title: '冬季用车课堂',
    description: '电池养护和冰雪路面驾驶，现场有工程师答疑。',
    city: '深圳市',
    place: '南山区科技园 3 号厅',
    startsAt: at('2026-06-20T14:00:00'),
    endsAt: at('2026-06-20T16:00:00'),
    signUpUntil: at('2026-06-19T18:00:00'),
    capacity: 20,
    waitingMax: 5,
    status: 'published',
    questionnaireCode: 'EVENT',
    taken: 3,
    waiting: 0,
    ...more,
  };
}

export const SECOND_EVENT = ownerEvent({
  id: 'oev_2',
  eventNo: 'E13',
  title: '亲子自驾露营',
  city: '广州市',
  place: '从化营地',
  startsAt: at('2026-06-27T09:00:00'),
  endsAt: at('2026-06-28T15:00:00'),
  signUpUntil: at('2026-06-25T18:00:00'),
});

export interface EventSetup {
  readonly events?: readonly OfferedEvent[];
  readonly own?: readonly OwnSignUp[];
}

/** Events of the small insurer: what was written in earlier turns is found. */
export function eventsOf(setup: EventSetup = {}, written: readonly Write[]): OwnerEventReader {
  const { events = [ownerEvent()], own = [] } = setup;
  const find = (eventNo: string): OfferedEvent | undefined =>
    events.find((event) => event.eventNo === eventNo);
  return {
    offered: (now) =>
      Promise.resolve(
        events.filter(({ status, signUpUntil }) => status === 'published' && now < signUpUntil),
      ),
    byNumber: (eventNo) => Promise.resolve(find(eventNo)),
    own: () => Promise.resolve([...own, ...signedUp(written, find)].filter(isKept(written))),
    cityOf: () => Promise.resolve(undefined),
    isDoorCode: (_eventNo, code) => code === DOOR_CODE,
  };
}

function signedUp(
  written: readonly Write[],
  find: (eventNo: string) => OfferedEvent | undefined,
): readonly OwnSignUp[] {
  return written.flatMap((write) => {
    const event = write.kind === 'signUpForEvent' ? find(write.eventNo) : undefined;
    if (write.kind !== 'signUpForEvent' || event === undefined) return [];
    const { expected: status, ticket } = write;
    const place = status === 'waiting' ? { waitingPlace: event.waiting + 1 } : {};
    return { id: 'esu_1', event, status, ticket, ...place };
  });
}

function isKept(written: readonly Write[]) {
  const cancelled = written.flatMap((write) =>
    write.kind === 'cancelEventSignUp' ? [write.eventNo] : [],
  );
  return ({ event }: OwnSignUp): boolean => !cancelled.includes(event.eventNo);
}

export interface ReferralSetup {
  readonly reward?: ReferralReward;
  readonly progress?: {
    readonly asked: number;
    readonly contacted: number;
    readonly completed: number;
  };
  readonly link?: { readonly code: string; readonly isDisabled: boolean };
}

export function referralsOf(setup: ReferralSetup = {}, written: readonly Write[]): ReferralReader {
  const { reward = 'NONE', progress = { asked: 0, contacted: 0, completed: 0 } } = setup;
  return {
    linkOf: () => {
      const made = written.findLast((write) => write.kind === 'openReferralLink');
      return Promise.resolve(
        made?.kind === 'openReferralLink' ? { code: made.code, isDisabled: false } : setup.link,
      );
    },
    progressOf: () => Promise.resolve(progress),
    reward: () => Promise.resolve(reward),
  };
}
