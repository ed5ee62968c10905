import type { RowShare, Sender } from '../domain/outbox.ts';
import { makeSmsGateway } from '../gateways/sms.ts';
import { makeWebhook } from '../gateways/webhook.ts';
import { type DeliverOutbox, makeDeliverOutbox, type PushPolicy } from '../jobs/deliver-outbox.ts';
import type { Config } from '../lib/config.ts';
import { makeOutbox } from '../store/outbox/outbox.ts';
import { clock, common, type Desk } from './desk.ts';
import { type Handoffs, makeQueueNews } from './handoffs.ts';
import { endpointSender } from './operations.ts';

export interface SendingDeps {
  /** By the part of the channel account before its `:`. */
  readonly channels: Readonly<Record<string, Sender>>;
  readonly handoffs: Pick<Handoffs, 'announce'>;
  readonly wechaty: () => WechatyShare;
  /** The last look at a push before it leaves. */
  readonly pushPolicy: PushPolicy;
}

/** Channel accounts of wechaty: of the settings, and those whose session this process has now. */
export interface WechatyShare {
  readonly all: readonly string[];
  readonly held: readonly string[];
}

/** The outbox and everything that it can send by. */
export function openSending(desk: Desk, deps: SendingDeps): DeliverOutbox {
  const { config, database, log } = desk;
  return makeDeliverOutbox({
    ...common,
    outbox: makeOutbox({
      pool: database.pool,
      queueNews: makeQueueNews(config),
      called: deps.handoffs.announce,
    }),
    senders: {
      ...smsSender(config),
      ...rescueSender(config),
      endpointWebhook: endpointSender(desk),
      channels: deps.channels,
    },
    share: () => shareOf(config, deps.wechaty()),
    pushPolicy: deps.pushPolicy,
    log,
  });
}

/** A wechaty session sends where it is held; everything else is the workers'. */
function shareOf({ ROLES }: Config, wechaty: WechatyShare): RowShare | undefined {
  if (!ROLES.includes('worker')) return { only: wechaty.held };
  const elsewhere = wechaty.all.filter((account) => !wechaty.held.includes(account));
  return elsewhere.length === 0 ? undefined : { except: elsewhere };
}

function smsSender(config: Config): { readonly sms?: Sender } {
  const { SMS_GATEWAY_URL: url, SMS_GATEWAY_TOKEN: token } = config;
  if (url === undefined) return {};
  return { sms: makeSmsGateway({ url, clock, ...(token === undefined ? {} : { token }) }) };
}

function rescueSender(config: Config): { readonly rescueWebhook?: Sender } {
  const { RESCUE_WEBHOOK_URL: url, RESCUE_WEBHOOK_SECRET: secrets } = config;
  if (url === undefined || secrets === undefined) return {};
  return { rescueWebhook: makeWebhook({ url, secrets: secrets.split(' '), clock }) };
}
