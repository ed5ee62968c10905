import { describe, expect, it } from 'vitest';
import type {
  ActRefusal,
  ComplaintAct,
  ComplaintActName,
} from '../../../src/domain/complaint/acts.ts';
import { actOn, mayDo } from '../../../src/domain/complaint/machine.ts';
import { COMPLAINT_STATUSES, type ComplaintStatus } from '../../../src/domain/complaint/record.ts';
import { addMs, DAY_MS } from '../../../src/lib/clock.ts';
import {
  ACTORS,
  type ActorName,
  complaintIn,
  FAR,
  givenBy,
  LATER,
  ROOT_CAUSE,
} from './complaint-samples.ts';

/**
 * domain.md 2.4 once more, by hand: to which state each act leads a lead who does not handle the complaint. `.` is no
 * move of this machine, `nf` comes before the first feedback, `np` does not stand still, `rc` has no cause yet.
 */
const TABLE = `
               RCV REG ASG INV WCU EXA MED PRO CON NOR DIS DEC RRQ RDC WDR DCL MRG CLO REO
assign          .  ASG ASG INV WCU EXA MED PRO CON NOR DIS DEC RRQ RDC  .   .   .   .  ASG
contact         .   .  INV INV WCU EXA MED PRO CON NOR INV DEC RRQ RDC  .   .   .   .   .
pause           .   .  nf  WCU  .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
resume         np  np  np  np  INV INV INV np  np  np  np  np  np  np   .   .   .   .  np
propose         .   .  nf  PRO PRO PRO PRO  .   .   .   .   .   .   .   .   .   .   .   .
decide          .   .  nf  DEC DEC DEC DEC  .   .   .  DEC  .   .   .   .   .   .   .   .
confirm         .   .   .   .   .   .   .  CON  .   .   .  DEC  .   .   .   .   .   .   .
dispute         .   .   .   .   .   .   .  DIS  .   .   .   .   .   .   .   .   .   .   .
expire          .   .   .   .   .   .   .  NOR  .   .   .   .   .   .   .   .   .   .   .
withdraw       CLO CLO CLO CLO CLO CLO CLO CLO CLO CLO CLO CLO CLO CLO  .   .   .   .  CLO
decline        DCL DCL DCL  .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
merge          MRG MRG MRG MRG MRG MRG MRG  .   .   .   .   .   .   .   .   .   .   .   .
close           .   .   .   .   .   .   .   .  CLO CLO  .  CLO  .  CLO  .   .   .   .   .
reopen          .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .  REO  .
request_review  .   .   .   .   .   .   .   .   .   .   .  RRQ  .   .   .   .   .  RRQ  .
decide_review   .   .   .   .   .   .   .   .   .   .   .   .  RDC  .   .   .   .   .   .
extend          .  REG ASG INV WCU EXA MED PRO  .   .  DIS  .   .   .   .   .   .   .  REO
supplement     RCV REG ASG INV INV EXA MED PRO CON NOR DIS DEC RRQ RDC  .   .   .   .  REO
relabel        RCV REG ASG INV WCU EXA MED PRO CON NOR DIS DEC RRQ RDC  .   .   .   .  REO
escalate       RCV REG ASG INV WCU EXA MED PRO CON NOR DIS DEC RRQ RDC  .   .   .   .  REO
note           RCV REG ASG INV WCU EXA MED PRO CON NOR DIS DEC RRQ RDC  .   .   .   .  REO
rectify        rc  rc  rc  rc  rc  rc  rc  rc  rc  rc  rc  rc  rc  rc  rc  rc  rc  CLO rc
rate            .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .  CLO  .
`;

const SHORT: Readonly<Record<string, ComplaintStatus>> = {
  RCV: 'RECEIVED',
  REG: 'REGISTERED',
  ASG: 'ASSIGNED',
  INV: 'INVESTIGATING',
  WCU: 'WAITING_CUSTOMER',
  EXA: 'EXTERNAL_APPRAISAL',
  MED: 'MEDIATION',
  PRO: 'PROPOSED',
  CON: 'CONFIRMED',
  NOR: 'NO_REPLY',
  DIS: 'DISPUTED',
  DEC: 'DECIDED',
  RRQ: 'REVIEW_REQUESTED',
  RDC: 'REVIEW_DECIDED',
  WDR: 'WITHDRAWN',
  DCL: 'DECLINED',
  MRG: 'MERGED',
  CLO: 'CLOSED',
  REO: 'REOPENED',
};
const REFUSED: Readonly<Record<string, ActRefusal>> = {
  '.': 'illegal_move',
  nf: 'no_feedback_yet',
  np: 'not_paused',
  rc: 'root_cause_missing',
};

const notice = { findings: '已核实', decision: '补付', basis: '条款', channel: 'chat' } as const;

const ACTS: { readonly [N in ComplaintActName]: Extract<ComplaintAct, { readonly name: N }> } = {
  assign: { name: 'assign', handlerId: 'another' },
  contact: { name: 'contact', channel: 'phone', summary: '已联系', nextAt: addMs(LATER, DAY_MS) },
  pause: { name: 'pause', reason: 'waiting_customer', request: '请补充发票' },
  resume: { name: 'resume' },
  propose: { name: 'propose', notice },
  decide: { name: 'decide', notice },
  confirm: { name: 'confirm' },
  dispute: { name: 'dispute', reason: '太少' },
  expire: { name: 'expire' },
  withdraw: { name: 'withdraw' },
  decline: { name: 'decline', reason: '不是我公司承保' },
  close: { name: 'close', rootCause: ROOT_CAUSE, answer: 'accepted' },
  reopen: { name: 'reopen', reason: '又坏了' },
  extend: { name: 'extend', clock: 'regulator', days: 30, reason: '复杂', notice: '延长至 30 日' },
  merge: { name: 'merge', intoNo: 'TS20260531000001' },
  supplement: { name: 'supplement', text: '还有一张照片' },
  request_review: { name: 'request_review', reason: '不认可' },
  decide_review: { name: 'decide_review', notice },
  relabel: { name: 'relabel', category: 'CLAIM.PAYMENT', reason: '更正' },
  escalate: { name: 'escalate', reason: '媒体关注' },
  note: { name: 'note', text: '内部记录' },
  rectify: { name: 'rectify' },
  rate: { name: 'rate', score: 5, solved: 'solved' },
};
const NAMES = Object.values(ACTS).map(({ name }) => name);

function readTable(): ReadonlyMap<string, ComplaintStatus | ActRefusal> {
  const [head = '', ...rows] = TABLE.trim().split('\n');
  const columns = head
    .trim()
    .split(/\s+/)
    .map((short) => SHORT[short]);
  return new Map(
    rows.flatMap((row) => {
      const [act, ...cells] = row.trim().split(/\s+/);
      return cells.map((cell, place) => {
        const outcome = SHORT[cell] ?? REFUSED[cell];
        if (outcome === undefined) throw new Error(`the table holds ${cell}`);
        return [`${act} ${columns[place]}`, outcome] as const;
      });
    }),
  );
}

const EXPECTED = readTable();

/** Who may not, before it is asked from where: again by hand. */
function refusedTo(actor: ActorName, name: ComplaintActName): ActRefusal | undefined {
  const customers = 'confirm dispute withdraw supplement request_review reopen rate';
  const systems = 'expire assign escalate note';
  switch (actor) {
    case 'excluded':
      return 'recused';
    case 'other':
      return 'not_handler';
    case 'customer':
      return customers.split(' ').includes(name) ? undefined : 'not_handler';
    case 'system':
      return systems.split(' ').includes(name) ? undefined : 'not_handler';
    case 'handler':
      return name === 'decline' || name === 'decide_review' ? 'needs_supervisor' : undefined;
    case 'lead':
    case 'api_key':
      return undefined;
  }
}

const ACTOR_NAMES = [
  'handler',
  'lead',
  'other',
  'excluded',
  'api_key',
  'customer',
  'system',
] as const;

function outcomeOf(
  status: ComplaintStatus,
  name: ComplaintActName,
  actor: ActorName,
): ComplaintStatus | ActRefusal {
  const acted = actOn(complaintIn(status), ACTS[name], givenBy(ACTORS[actor]));
  return acted.kind === 'refused' ? acted.why : acted.complaint.status;
}

describe('every act in every state', () => {
  it('is in the table, each once', () => {
    expect(EXPECTED.size).toBe(COMPLAINT_STATUSES.length * NAMES.length);
    expect(EXPECTED.size).toBe(19 * 23);
  });

  it.each(ACTOR_NAMES)('leads where the table says, or is refused by name: %s', (actor) => {
    const rows = COMPLAINT_STATUSES.flatMap((status) =>
      NAMES.map((name) => ({ row: `${name} ${status}`, got: outcomeOf(status, name, actor) })),
    );
    const wanted = COMPLAINT_STATUSES.flatMap((status) =>
      NAMES.map((name) => ({
        row: `${name} ${status}`,
        got: refusedTo(actor, name) ?? EXPECTED.get(`${name} ${status}`),
      })),
    );
    expect(rows).toEqual(wanted);
  });

  it.each(ACTOR_NAMES)(
    'is offered to nobody who would be refused whatever they write: %s',
    (actor) => {
      const by = ACTORS[actor];
      for (const status of COMPLAINT_STATUSES) {
        const possible = NAMES.filter((name) => {
          const acted = actOn(complaintIn(status), ACTS[name], givenBy(by));
          return acted.kind === 'done';
        });
        expect([...mayDo(complaintIn(status), by, LATER)].sort(), status).toEqual(
          [...possible].sort(),
        );
      }
    },
  );

  it('leaves what it refuses, and what it was given, as they were', () => {
    for (const status of COMPLAINT_STATUSES) {
      for (const name of NAMES) {
        const before = Object.freeze(complaintIn(status));
        const copy = structuredClone(before);
        actOn(before, ACTS[name], givenBy(ACTORS.lead));
        expect(before).toEqual(copy);
      }
    }
  });

  it('counts each act once in the history, and says since when it is in its state', () => {
    for (const status of COMPLAINT_STATUSES) {
      for (const name of NAMES) {
        const before = complaintIn(status);
        const acted = actOn(before, ACTS[name], givenBy(ACTORS.lead));
        if (acted.kind === 'refused') continue;
        expect(acted.complaint.lastSeq).toBe(before.lastSeq + 1);
        const hasMoved = acted.complaint.status !== status;
        expect(acted.complaint.since).toEqual(hasMoved ? LATER : before.since);
      }
    }
  });

  it('stands still in a state of its own for each reason', () => {
    const paused = (reason: 'waiting_customer' | 'external_appraisal' | 'mediation') =>
      actOn(
        complaintIn('INVESTIGATING'),
        { name: 'pause', reason, request: '请稍候' },
        givenBy(ACTORS.handler),
      );
    expect(paused('waiting_customer')).toMatchObject({ complaint: { status: 'WAITING_CUSTOMER' } });
    expect(paused('external_appraisal')).toMatchObject({
      complaint: { status: 'EXTERNAL_APPRAISAL' },
    });
    expect(paused('mediation')).toMatchObject({ complaint: { status: 'MEDIATION' } });
  });

  it('extends nothing that has its clock behind it', () => {
    expect(FAR > LATER).toBe(true);
    const given = givenBy(ACTORS.lead, { clocks: [] });
    expect(actOn(complaintIn('INVESTIGATING'), ACTS.extend, given)).toEqual({
      kind: 'refused',
      why: 'no_extension',
    });
  });
});
