import {
  type BotFramework,
  type BotFrameworkDeps,
  makeBotFramework,
} from '../bot/channels/botframework/bot-framework.ts';
import { makeHostedRespond } from '../bot/channels/web/hosted-respond.ts';
import { renderReply } from '../bot/channels/web/render-reply.ts';
import { makeDialogue } from '../bot/dialogue/make-dialogue.ts';
import { burstUntil } from '../bot/photo-burst.ts';
import { isUnfinished, makeRespond, toOutgoing } from '../bot/respond.ts';
import { makeTurn } from '../bot/turn.ts';
import { TurnRunner } from '../bot/turn-runner.ts';
import { makeCaseNumbers } from '../domain/case-numbers.ts';
import type { ConversationFeed, TurnStore } from '../domain/conversation.ts';
import { allFlows } from '../flows/all-flows.ts';
import { copy } from '../flows/copy/zh-cn.ts';
import type { Id } from '../lib/ids.ts';
import { makeAccidentReader } from '../store/accidents/accident-reader.ts';
import { makeClaimDocumentReader } from '../store/claims/claim-document-reader.ts';
import { makeClaimReader } from '../store/claims/claim-reader.ts';
import { makeComplaintReader } from '../store/complaints/complaint-reader.ts';
import { makePolicyReader } from '../store/customers/policy-reader.ts';
import { makeDeskReader } from '../store/handoffs/desk-reader.ts';
import { makeIdentityReader } from '../store/identity/identity-reader.ts';
import { makeKnowledgeReader } from '../store/knowledge/knowledge-reader.ts';
import { makeChannelAddresses } from '../store/outbox/channel-address.ts';
import { makeOwnerEventReader } from '../store/owner-events/event-reader.ts';
import { makeReferralReader } from '../store/referrals/referral-reader.ts';
import { makeRescueReader } from '../store/service-requests/rescue-reader.ts';
import { makeSurveyReader } from '../store/surveys/survey-reader.ts';
import { isDatabaseUnavailable } from '../store/unavailable.ts';
import { brandOf, clock, common, type Desk, linkSecretOf, publicUrlOf, random } from './desk.ts';
import { openLanguageModel } from './language-model.ts';

export interface RunnerDeps {
  readonly turns: TurnStore;
  /** Messages of this conversation wait in the outbox. */
  readonly queued: (id: Id<'conversation'>) => void;
  /** Shows it where the channel itself has a sign for it. */
  readonly typing: (id: Id<'conversation'>) => void;
}

/** The bot: dialogue, turn, and what runs its turns. */
export function makeRunner(desk: Desk, deps: RunnerDeps): TurnRunner {
  const { config, database, log, understanding } = desk;
  const { turns, queued } = deps;
  const feed: ConversationFeed = {
    publish: (id, messages) => desk.feed.publish(id, messages),
    publishTyping: (id) => {
      desk.feed.publishTyping(id);
      deps.typing(id);
    },
    subscribe: (id, listener) => desk.feed.subscribe(id, listener),
  };
  const brand = { ...brandOf(config), publicUrl: publicUrlOf(config) };
  const { pool } = database;
  const model = openLanguageModel(desk);
  const dialogue = makeDialogue({
    flows: allFlows,
    understander: model?.understander(understanding.understander) ?? understanding.understander,
    reads: {
      identity: makeIdentityReader({ pool }),
      claims: makeClaimReader({ pool }),
      policies: makePolicyReader({ pool }),
      accidents: makeAccidentReader({ pool }),
      documents: makeClaimDocumentReader({ pool }),
      complaints: makeComplaintReader({ pool }),
      rescues: makeRescueReader({ pool }),
      knowledge: makeKnowledgeReader({ pool, clock }),
      desk: makeDeskReader({ pool }),
      surveys: makeSurveyReader({ pool }),
      ownerEvents: makeOwnerEventReader({ pool, secret: linkSecretOf(config) }),
      referrals: makeReferralReader({ pool }),
      ...(model === undefined ? {} : { answerDrafter: model.drafter }),
    },
    numbers: makeCaseNumbers(random),
  });
  const hosted = makeHostedRespond({
    clock,
    respond: makeRespond({
      dialogue,
      render: renderReply,
      features: {
        oneTimeCode: config.SMS_GATEWAY_URL !== undefined,
        rescuePartner: config.RESCUE_WEBHOOK_URL !== undefined,
      },
      brand,
    }),
  });
  const turn = makeTurn({
    ...common,
    turns,
    feed,
    respond: model?.around(hosted) ?? hosted,
    apology: () => [toOutgoing({ text: copy.dialogue.apology(brand) }, renderReply)],
    readsUnfinished: isUnfinished,
    burstUntil,
    isUnavailable: isDatabaseUnavailable,
    queued,
    log,
  });
  return new TurnRunner({ turn, clock, log });
}

/** Bot Framework's channels, when a registration or the Emulator's mode is set. */
export function openBotFramework(
  desk: Desk,
  deps: Pick<BotFrameworkDeps, 'conversations' | 'wake' | 'otherDesk'>,
): BotFramework | undefined {
  const { config, database, feed, log } = desk;
  const {
    MICROSOFT_APP_ID: id,
    MICROSOFT_APP_PASSWORD: password,
    MICROSOFT_APP_TENANT_ID: tenantId,
  } = config;
  const app =
    id === undefined
      ? undefined
      : { id, password: password ?? '', ...(tenantId === undefined ? {} : { tenantId }) };
  if (app === undefined && config.BOT_FRAMEWORK_LOCAL === 'off') return undefined;
  const saveAddress = makeChannelAddresses({ pool: database.pool }).save;
  return makeBotFramework({
    ...deps,
    conversations: {
      ...deps.conversations,
      // Nobody reads these channels here but the people at the desk.
      accept: async (inbound) => {
        const accepted = await deps.conversations.accept(inbound);
        if (accepted.kind === 'accepted') feed.publish(inbound.conversationId, [accepted.message]);
        return accepted;
      },
    },
    saveAddress,
    clock,
    log,
    ...(app === undefined ? {} : { app }),
  });
}
