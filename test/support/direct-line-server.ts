import { readFile } from 'node:fs/promises';
import { type FastifyInstance, type FastifyServerOptions, fastify } from 'fastify';
import { makeDirectLineHost } from '../../src/bot/channels/web/direct-line-adapter.ts';
import type { FileStore } from '../../src/bot/channels/web/store-attachments.ts';
import { makeWebChannel, type WebChannel } from '../../src/bot/channels/web/web-channel.ts';
import { toWire } from '../../src/bot/channels/web/wire.ts';
import type {
  Conversation,
  ConversationFeed,
  StoredMessage,
} from '../../src/domain/conversation.ts';
import { type Clock, systemClock } from '../../src/lib/clock.ts';
import { type Id, systemRandom } from '../../src/lib/ids.ts';
import type { JsonObject } from '../../src/lib/json.ts';
import { directLineRoutes } from '../../src/server/direct-line/direct-line-routes.ts';
import { makeTokens, type Tokens } from '../../src/server/direct-line/tokens.ts';
import { makeConformanceBot } from './conformance-bot.ts';
import type { MemoryLog } from './memory-log.ts';

/** Where the server keeps what outlives it: hand the same stores to the next one and it is a restart. */
export interface DirectLineStores {
  readonly log: MemoryLog;
  readonly feed: ConversationFeed;
  readonly files: FileStore;
}

export interface DirectLineServerOptions {
  readonly stores: DirectLineStores;
  readonly secret: string;
  /** The address that the bot's own view of attachments is minted for; known only after `listen`. */
  readonly baseUrl: () => string;
  readonly clock?: Clock;
  readonly allowedOrigins?: string;
  readonly uploadBytesMax?: number;
  readonly fastify?: FastifyServerOptions;
  /** Sees every app before the routes are registered. */
  readonly prepare?: (app: FastifyInstance) => void;
}

export interface DirectLineServer {
  readonly app: FastifyInstance;
  readonly tokens: Tokens;
  readonly channel: WebChannel;
  /** Resolves when no turn runs. */
  settled(): Promise<void>;
}

/** Our Direct Line with the conformance bot behind it, on the stores that are handed in. */
export function makeDirectLineServer(options: DirectLineServerOptions): DirectLineServer {
  const { stores, clock = systemClock } = options;
  const tokens = makeTokens({ secret: options.secret, clock });
  const bot = runBot(options, tokens, clock);
  const channel = makeWebChannel({
    ...stores,
    clock,
    random: systemRandom,
    wake: bot.wake,
    opened: bot.greet,
  });
  const app = fastify(options.fastify ?? {});
  options.prepare?.(app);
  app.register(
    directLineRoutes({
      // The suite expects English unless it asks for something else; the product speaks Chinese.
      directLine: {
        ...channel,
        open: (input) => channel.open({ locale: 'en-US', ...defined(input) }),
      },
      tokens,
      clock,
      random: systemRandom,
      allowedOrigins: options.allowedOrigins ?? '*',
      uploadBytesMax: options.uploadBytesMax ?? 15_000_000,
    }),
  );
  registerAssets(app);
  return { app, tokens, channel, settled: bot.settled };
}

function defined<T extends { readonly locale?: string | undefined }>(input: T) {
  const { locale, ...rest } = input;
  return locale === undefined ? rest : { ...rest, locale };
}

/** One turn at a time for each conversation; what was handled is remembered while the server lives. */
function runBot(options: DirectLineServerOptions, tokens: Tokens, clock: Clock) {
  const { log, feed } = options.stores;
  const host = makeDirectLineHost({ logic: makeConformanceBot(), clock });
  const handled = new Map<string, number>();
  const running = new Map<string, Promise<void>>();

  function inLine(id: string, work: () => Promise<void>): void {
    const next = (running.get(id) ?? Promise.resolve()).then(work);
    running.set(id, next);
  }

  async function answer(id: Id<'conversation'>, inbound: JsonObject, replyToSeq?: number) {
    const turn = await host.run(inbound, () => feed.publishTyping(id));
    const outgoing = turn.activities.map((activity) => ({
      author: 'bot' as const,
      activity,
      ...(replyToSeq !== undefined && { replyToSeq }),
    }));
    feed.publish(id, await log.append(id, outgoing, clock.now()));
  }

  function toInbound(message: StoredMessage): JsonObject {
    const fileUrl = (fileId: string) =>
      `${options.baseUrl()}/files/${fileId}?${tokens.signFile(fileId)}`;
    return toWire(message, { id: message.conversationId }, { fileUrl });
  }

  return {
    wake: (id: Id<'conversation'>) =>
      inLine(id, async () => {
        const waiting = await log.read(id, handled.get(id) ?? 0, 1_000);
        for (const message of waiting) {
          handled.set(id, message.seq);
          if (message.direction === 'in') await answer(id, toInbound(message), message.seq);
        }
      }),
    greet: (conversation: Conversation) => {
      const { id, locale } = conversation;
      inLine(id, () =>
        answer(id, {
          type: 'conversationUpdate',
          channelId: 'directline',
          conversation: { id },
          from: { id: 'user' },
          recipient: { id: 'careline' },
          membersAdded: [{ id: 'careline' }, { id: 'user' }],
          locale,
        }),
      );
    },
    settled: async () => {
      await Promise.all(running.values());
    },
  };
}

/** Pictures that the suite downloads and uploads again. */
function registerAssets(app: FastifyInstance): void {
  for (const name of ['surface1.jpg', 'surface2.jpg']) {
    app.get(`/public/assets/${name}`, async (_request, reply) =>
      reply
        .header('access-control-allow-origin', '*')
        .header('content-type', 'image/jpeg')
        .send(await readFile(new URL(`../fixtures/direct-line/${name}`, import.meta.url))),
    );
  }
}
