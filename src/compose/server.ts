import { join } from 'node:path';
import type { BotFramework } from '../bot/channels/botframework/bot-framework.ts';
import { makeWebChannel, type WebChannel } from '../bot/channels/web/web-channel.ts';
import type { TurnRunner } from '../bot/turn-runner.ts';
import type { ComplaintDesk } from '../domain/complaint/desk.ts';
import type { ConversationLog } from '../domain/conversation.ts';
import type { HandoffDesk } from '../domain/handoff/desk.ts';
import { survey } from '../flows/copy/survey.ts';
import { readOrCreateSecret } from '../gateways/local-secrets.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { ROOT } from '../lib/root.ts';
import type { AdminDeps } from '../server/admin/ports.ts';
import { buildApp } from '../server/app.ts';
import { botFrameworkRoutes } from '../server/botframework/routes.ts';
import { directLineRoutes } from '../server/direct-line/direct-line-routes.ts';
import { makeTokens } from '../server/direct-line/tokens.ts';
import { referralFormRoutes } from '../server/forms/referral-form-routes.ts';
import { surveyFormRoutes } from '../server/forms/survey-form-routes.ts';
import { ticketFormRoutes } from '../server/forms/ticket-routes.ts';
import { makeMetrics } from '../server/metrics.ts';
import { pageRoutes } from '../server/page/page-routes.ts';
import { webchatRoutes } from '../server/webchat/webchat-routes.ts';
import { wechatRoutes } from '../server/wechat/routes.ts';
import { makeReportStore } from '../store/accidents/report-store.ts';
import { makeAgentStore } from '../store/agents/agents.ts';
import { makeApiKeyStore } from '../store/agents/api-keys.ts';
import { makeSessionStore } from '../store/agents/sessions.ts';
import { makeAuditStore } from '../store/audit-store.ts';
import { makeClaimStore } from '../store/claims/claim-store.ts';
import { makeConsentStore } from '../store/consents/consent-store.ts';
import { makeCustomerStore } from '../store/customers/customer-store.ts';
import type { Database } from '../store/database.ts';
import { makeDeskStore } from '../store/desk/desk-store.ts';
import { makeIdempotencyStore } from '../store/idempotency.ts';
import { makeBindIdentityToken } from '../store/identity/bind-identity-token.ts';
import { makeKnowledgeStore } from '../store/knowledge/knowledge-store.ts';
import { makeModelCallReader } from '../store/model-calls/model-calls.ts';
import { makeServiceRequestStore } from '../store/service-requests/service-request-store.ts';
import { announce, makeFirstAdmin } from './announce.ts';
import type { CareDesk } from './care-desk.ts';
import { makeClaimNews } from './claim-news.ts';
import { makeComplaintAdmin } from './complaint-admin.ts';
import { makeComplaintNews } from './complaint-news.ts';
import {
  brandOf,
  clock,
  common,
  type Desk,
  linkSecretOf,
  publicUrlOf,
  random,
  type Undo,
} from './desk.ts';
import { makeDeskAdmin } from './desk-admin.ts';
import { type DeskFiles, ofChats, openFiles } from './files.ts';
import { openLanguageModel } from './language-model.ts';
import { factsOf, makeOperations } from './operations.ts';
import { makeSetup } from './setup.ts';
import type { Wechat } from './wechat.ts';
import { keptForNews } from './wechat-clients.ts';

const VERSION = '0.1.0';
const startedAt = clock.now();
/** What `npm run build` made of src/web, seen from dist/compose and from src/compose alike. */
const WEB_FOLDER = join(ROOT, 'dist/web');

interface Serving {
  readonly conversations: ConversationLog;
  readonly runner: TurnRunner;
  readonly jobs: Jobs;
  readonly bots: BotFramework | undefined;
  readonly undo: Undo;
  /** What people do with hand-offs. */
  readonly handoffDesk: HandoffDesk;
  readonly complaintDesk: ComplaintDesk;
  readonly wechat: Pick<Wechat, 'callbacks'>;
  readonly care: CareDesk;
}

export async function serve(desk: Desk, serving: Serving): Promise<void> {
  const { config, database, log } = desk;
  const { bots, undo } = serving;
  const { pool } = database;
  const loopbackOnly = config.MICROSOFT_APP_ID === undefined;
  const secret =
    config.DIRECT_LINE_SECRET ??
    readOrCreateSecret({ dataDir: config.DATA_DIR, name: 'direct-line-secret', random }).value;
  const tokens = makeTokens({ secret, clock });
  const files = openFiles(desk);
  const web = openWebChannel(desk, serving, files);
  const brand = brandOf(config);
  const reach = { publicUrl: config.PUBLIC_URL, allowedOrigins: config.ALLOWED_ORIGINS };
  const app = await buildApp({
    log,
    random,
    metrics: makeMetrics(),
    findUnready: () => findUnready(database),
    version: VERSION,
    admin: makeAdmin(desk, serving, files),
    plugins: [
      directLineRoutes({
        ...common,
        ...reach,
        directLine: web,
        tokens,
        uploadBytesMax: config.UPLOAD_BYTES_MAX,
      }),
      webchatRoutes({
        ...common,
        ...reach,
        tokens,
        brand,
        findOpenByUser: web.findOpenByUser,
        bindIdentityToken: makeBindIdentityToken({ pool, ...common }),
        identityTokenSecret: config.IDENTITY_TOKEN_SECRET,
        uploadBytesMax: config.UPLOAD_BYTES_MAX,
      }),
      pageRoutes({
        folder: WEB_FOLDER,
        brand,
        allowedOrigins: config.ALLOWED_ORIGINS,
      }),
      wechatRoutes(serving.wechat),
      ...formRoutes(desk, serving.care),
      ...(bots === undefined ? [] : [botFrameworkRoutes({ loopbackOnly, post: bots.post })]),
    ],
  });
  undo.push(() => app.close());
  // Before anybody can knock: whoever sees us ready can sign in.
  const firstAdmin = await makeFirstAdmin(desk);
  const address = await app.listen({ host: config.HOST, port: config.PORT });
  announce(desk, { port: Number(new URL(address).port), firstAdmin });
}

/** What the pages behind the links of messages read and write. */
function formRoutes({ config }: Desk, care: CareDesk) {
  const brand = brandOf(config);
  const publicUrl = publicUrlOf(config);
  const { surveyForm: form, tickets, referralForms } = care;
  return [
    surveyFormRoutes({
      form,
      clock,
      linkSecret: linkSecretOf(config),
      brand,
      ends: survey.ends,
    }),
    ticketFormRoutes({ tickets, publicUrl, clock }),
    referralFormRoutes({ referralForms, brand, clock }),
  ];
}

async function findUnready(database: Database): Promise<readonly string[]> {
  return database.ping().then(
    () => [],
    () => ['database'],
  );
}

function openWebChannel(desk: Desk, serving: Serving, files: DeskFiles): WebChannel {
  const { feed, log } = desk;
  const { conversations, runner } = serving;
  return makeWebChannel({
    ...common,
    log: conversations,
    feed,
    wake: (id) => runner.wake(id),
    // The customer's arrival is an inbound event like any other: stored, then answered with a greeting.
    opened: ({ id, channelAccount }) => {
      const arrival = {
        activity: { type: 'conversationUpdate' },
        channelMessageId: `${id}:joined`,
        at: clock.now(),
      };
      conversations.accept({ conversationId: id, channelAccount, ...arrival }).then(
        () => runner.wake(id),
        (err: unknown) => log.warn({ err, conversationId: id }, 'nobody was greeted'),
      );
    },
    files: ofChats(files),
  });
}

function makeAdmin(
  desk: Desk,
  { jobs, handoffDesk, complaintDesk, care }: Serving,
  files: DeskFiles,
): AdminDeps {
  const { pool, prisma } = desk.database;
  const deps = { pool, prisma, ...common };
  const languageModel = openLanguageModel(desk);
  const drafterFor = languageModel?.drafterFor;
  return {
    ...makeDeskAdmin({
      ...deps,
      feed: desk.feed,
      handoffDesk,
      keptForNews: (channelAccount) => keptForNews(desk.config, channelAccount),
      complaintNews: makeComplaintNews({ feed: desk.feed, jobs, random }),
      files,
      brandName: brandOf(desk.config).name,
      uploadBytesMax: desk.config.UPLOAD_BYTES_MAX,
      summaryWriterFor: languageModel?.summaryWriterFor,
    }),
    ...makeOperations({
      ...common,
      pool,
      facts: factsOf(desk.config, { version: VERSION, startedAt }),
      queued: (orderKey) => jobs.wakeDelivery(orderKey),
    }),
    ...makeComplaintAdmin({ pool, ...common, complaintDesk, files }),
    ...makeSetup({
      ...deps,
      brand: brandOf(desk.config),
      ...(drafterFor === undefined ? {} : { drafterFor }),
    }),
    ...care.admin,
    clock,
    customers: makeCustomerStore(deps),
    claims: makeClaimStore({ ...deps, news: makeClaimNews(desk, jobs) }),
    serviceRequests: makeServiceRequestStore({ pool, clock }),
    consents: makeConsentStore({ pool }),
    accidentReports: makeReportStore({ pool }),
    desk: makeDeskStore({ pool }),
    knowledge: makeKnowledgeStore(deps),
    audit: makeAuditStore({ pool, clock }),
    sessions: makeSessionStore(deps),
    agents: makeAgentStore(deps),
    apiKeys: makeApiKeyStore(deps),
    idempotency: makeIdempotencyStore({ pool, clock }),
    understanding: desk.understanding,
    modelCalls: makeModelCallReader({ pool }),
  };
}
