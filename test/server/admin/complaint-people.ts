import { type AdminApp, type Answer, CUSTOMER, startAdminApp } from './admin-app.ts';
import { type Person, signInPerson, talk } from './desk-people.ts';

/** A desk with the people that a complaint needs. */
export interface ComplaintsDesk {
  readonly desk: AdminApp;
  /** Leads others, and handles nothing. */
  readonly lead: Person;
  readonly handler: Person;
  readonly colleague: Person;
  /** Registers one and returns its number. */
  file(input?: Readonly<Record<string, unknown>>): Promise<string>;
  /** The act of somebody on a complaint. */
  act(by: Person, no: string, path: string, body?: unknown): Promise<Answer>;
  /** Acts that must be done: throws what was answered instead. */
  must(by: Person, no: string, path: string, body?: unknown): Promise<Answer>;
  /** Registered, assigned to the handler, and the customer was called. */
  investigating(input?: Readonly<Record<string, unknown>>): Promise<string>;
  /** Told a decision by phone. */
  decided(input?: Readonly<Record<string, unknown>>): Promise<string>;
  /** Told a plan by phone. */
  proposed(input?: Readonly<Record<string, unknown>>): Promise<string>;
}

export const NOTICE = {
  findings: '经核实，定损漏列前保险杠。',
  decision: '补充定损 1200 元，三个工作日内支付。',
  basis: '依据保险条款第八条，漏列部分属于保险责任。',
  channel: 'phone',
  proof: '录音 20260620-01',
};

export const rootCauseOf = (owner: Person) => ({
  code: 'process',
  department: '理赔部',
  action: '定损单增加复核',
  ownerId: owner.id,
  dueOn: '2026-07-01',
});

/** The whole admin API with three people who handle complaints. */
export async function startComplaintsDesk(): Promise<ComplaintsDesk> {
  const desk = await startAdminApp();
  const admin = await desk.signIn('admin');
  await desk.call('PUT', '/customers/C001', { token: admin, body: CUSTOMER });
  const lead = await signInPerson(desk, 'supervisor');
  const handler = await signInPerson(desk, 'agent');
  const colleague = await signInPerson(desk, 'agent');
  const act: ComplaintsDesk['act'] = (by, no, path, body) =>
    by.call('POST', `/complaints/${no}/${path}`, body);
  const must: ComplaintsDesk['must'] = async (by, no, path, body) => {
    const answer = await act(by, no, path, body);
    if (answer.status === 200) return answer;
    throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  };
  const file: ComplaintsDesk['file'] = async (input = {}) => {
    const body = { matter: '定损金额偏低', category: 'CLAIM.ASSESS_AMOUNT', ...input };
    const filed = await lead.call('POST', '/complaints', body);
    if (filed.status !== 201) throw new Error(JSON.stringify(filed.body));
    return filed.body.complaintNo;
  };
  const contact = () => ({
    channel: 'phone',
    summary: '已致电客户，说明由我处理，明天上午答复定损复核结果',
    nextAt: new Date(desk.clock.now().getTime() + 3_600_000).toISOString(),
  });
  const investigating: ComplaintsDesk['investigating'] = async (input) => {
    const no = await file(input);
    await must(lead, no, 'assign', { handlerId: handler.id });
    await must(handler, no, 'contact', contact());
    return no;
  };
  return {
    desk,
    lead,
    handler,
    colleague,
    act,
    must,
    file,
    investigating,
    decided: async (input) => {
      const no = await investigating(input);
      await must(handler, no, 'decide', NOTICE);
      return no;
    },
    proposed: async (input) => {
      const no = await investigating(input);
      await must(handler, no, 'propose', NOTICE);
      return no;
    },
  };
}

/** A conversation of a customer whom nobody has complained for yet. */
export function newTalk({ desk }: ComplaintsDesk): Promise<string> {
  return talk(desk, { said: ['我要投诉'] });
}
