import { z } from 'zod';
import type { KfCustomer, OfficialAccountCustomer, SimCustomer, WxSim } from '../types.ts';

const base64 = z.string().transform((text) => new Uint8Array(Buffer.from(text, 'base64')));
const place = z.object({
  latitude: z.number(),
  longitude: z.number(),
  name: z.string(),
  address: z.string(),
});

/** What anybody with a phone can do, by the name of the method. */
const common = [
  z.object({ act: z.literal('say'), text: z.string().min(1) }),
  z.object({ act: z.literal('tap'), option: z.string() }),
  z.object({ act: z.literal('typeNumber'), number: z.number().int() }),
  z.object({ act: z.literal('photo'), bytes: base64 }),
  z.object({ act: z.literal('voice'), bytes: base64 }),
  z.object({ act: z.literal('video'), bytes: base64 }),
  z.object({ act: z.literal('file'), name: z.string(), bytes: base64 }),
  z.object({ act: z.literal('location'), ...place.shape }),
  z.object({
    act: z.literal('link'),
    ...{ title: z.string(), description: z.string(), url: z.string() },
  }),
] as const;

const ofOfficialAccount = [
  z.object({ act: z.literal('subscribe'), scene: z.string().optional() }),
  z.object({ act: z.literal('unsubscribe') }),
  z.object({ act: z.literal('scan'), scene: z.string() }),
  z.object({ act: z.literal('click'), key: z.string() }),
  z.object({ act: z.literal('view'), url: z.string() }),
  z.object({
    act: z.literal('decideSubscription'),
    ...{ templateId: z.string(), decision: z.enum(['accept', 'reject']) },
  }),
] as const;

const ofKf = [
  z.object({
    act: z.literal('enter'),
    ...{ url: z.string().optional(), scene: z.string().optional() },
    sceneParam: z.string().optional(),
  }),
  z.object({ act: z.literal('recall'), messageId: z.string().optional() }),
] as const;

const servicer = z.string();
/** What a person in WeCom or in the account's own customer service does with the customer. */
const ofServicers = [
  z.object({ act: z.literal('servicerTake'), servicer }),
  z.object({ act: z.literal('servicerSay'), servicer, text: z.string().min(1) }),
  z.object({ act: z.literal('servicerTransfer'), servicer, to: z.string() }),
  z.object({ act: z.literal('servicerEnd'), servicer }),
] as const;

const who = { account: z.string(), customer: z.string().min(1) };
const facts = {
  unionId: z.string().optional(),
  nickname: z.string().optional(),
  openKfid: z.string().optional(),
};

/** The body of `POST /sim/act`: who, where, and one act with what it needs. */
export const actSchema = z.discriminatedUnion('channel', [
  z.object({
    channel: z.literal('official-account'),
    ...who,
    unionId: facts.unionId,
    /** Absent: only makes the customer. */
    doing: z
      .discriminatedUnion('act', [...common, ...ofOfficialAccount, ...ofServicers])
      .optional(),
  }),
  z.object({
    channel: z.literal('kf'),
    ...who,
    ...facts,
    doing: z.discriminatedUnion('act', [...common, ...ofKf, ...ofServicers]).optional(),
  }),
]);
export type Act = z.infer<typeof actSchema>;

type CommonAct = z.infer<(typeof common)[number]>;
type ServicerAct = z.infer<(typeof ofServicers)[number]>;

/** Does it. Throws what the act throws. */
export async function carryOut(sim: WxSim | Omit<WxSim, 'stop'>, act: Act): Promise<void> {
  if (act.channel === 'kf') return await doAtKf(sim, act);
  const account = sim.officialAccount(act.account);
  const { unionId, doing } = act;
  const customer = account.customer(act.customer, unionId === undefined ? {} : { unionId });
  if (doing === undefined) return;
  switch (doing.act) {
    case 'servicerTake':
    case 'servicerSay':
    case 'servicerTransfer':
    case 'servicerEnd':
      return await serve(account.servicer(doing.servicer), customer, doing);
    default:
      await doAtOfficialAccount(customer, doing);
  }
}

type OfficialAccountAct = CommonAct | z.infer<(typeof ofOfficialAccount)[number]>;

async function doAtOfficialAccount(
  customer: OfficialAccountCustomer,
  doing: OfficialAccountAct,
): Promise<void> {
  switch (doing.act) {
    case 'subscribe':
      await customer.subscribe(doing.scene);
      return;
    case 'unsubscribe':
      await customer.unsubscribe();
      return;
    case 'scan':
      await customer.scan(doing.scene);
      return;
    case 'click':
      await customer.click(doing.key);
      return;
    case 'view':
      await customer.view(doing.url);
      return;
    case 'decideSubscription':
      await customer.decideSubscription(doing.templateId, doing.decision);
      return;
    default:
      await doCommon(customer, doing);
  }
}

async function doAtKf(
  sim: Omit<WxSim, 'stop'>,
  act: Extract<Act, { readonly channel: 'kf' }>,
): Promise<void> {
  const account = sim.kf(act.account);
  const customer: KfCustomer = account.customer(act.customer, {
    ...(act.openKfid === undefined ? {} : { openKfid: act.openKfid }),
    ...(act.unionId === undefined ? {} : { unionId: act.unionId }),
    ...(act.nickname === undefined ? {} : { nickname: act.nickname }),
  });
  const { doing } = act;
  if (doing === undefined) return;
  switch (doing.act) {
    case 'enter': {
      const { url, scene, sceneParam } = doing;
      await customer.enter({
        ...(url === undefined ? {} : { url }),
        ...(scene === undefined ? {} : { scene }),
        ...(sceneParam === undefined ? {} : { sceneParam }),
      });
      return;
    }
    case 'recall':
      await customer.recall(doing.messageId);
      return;
    case 'servicerTake':
    case 'servicerSay':
    case 'servicerTransfer':
    case 'servicerEnd':
      return await serve(account.servicer(doing.servicer), customer, doing);
    default:
      await doCommon(customer, doing);
  }
}

async function doCommon(customer: SimCustomer, doing: CommonAct): Promise<void> {
  switch (doing.act) {
    case 'say':
      await customer.say(doing.text);
      return;
    case 'tap':
      await customer.tap(doing.option);
      return;
    case 'typeNumber':
      await customer.typeNumber(doing.number);
      return;
    case 'photo':
    case 'voice':
    case 'video':
      await customer[doing.act](doing.bytes);
      return;
    case 'file':
      await customer.file(doing.name, doing.bytes);
      return;
    case 'location': {
      const { latitude, longitude, name, address } = doing;
      await customer.location({ latitude, longitude, name, address });
      return;
    }
    case 'link':
      await customer.link(doing);
      return;
  }
}

/** As much as both kinds of servicers have in common. */
interface Serving {
  take(customer: SimCustomer): Promise<void>;
  say(customer: SimCustomer, text: string): Promise<unknown>;
  transfer(customer: SimCustomer, to: string): Promise<void>;
  end(customer: SimCustomer): Promise<void>;
}

async function serve(servicer: Serving, customer: SimCustomer, doing: ServicerAct): Promise<void> {
  switch (doing.act) {
    case 'servicerTake':
      return await servicer.take(customer);
    case 'servicerSay':
      await servicer.say(customer, doing.text);
      return;
    case 'servicerTransfer':
      return await servicer.transfer(customer, doing.to);
    case 'servicerEnd':
      return await servicer.end(customer);
  }
}
