import { AsyncLocalStorage } from 'node:async_hooks';
import type { ConversationReference, Activity as SdkActivity } from 'botbuilder';
import type { SendResult } from '../../../domain/outbox.ts';
import { type HttpClient, makeOnceHttpClient, type WireAttempt } from './once-http-client.ts';
import type { BotFrameworkAddress, WireActivity } from './parse-activity.ts';

/** Our registration with the Bot Framework; absent: the Emulator's mode, without any. */
export interface BotFrameworkApp {
  readonly id: string;
  readonly password: string;
  /** Present: a single-tenant registration. */
  readonly tenantId?: string;
}

/** The Bot Framework SDK, reduced to what we use of it. Everything else talks to this. */
export interface Connector {
  /** Proves who calls, then runs `logic`. Rejects with what `logic` throws. */
  receive(
    authorization: string,
    activity: WireActivity,
    logic: () => Promise<void>,
  ): Promise<{ readonly status: number; readonly body?: unknown }>;
  /** Posts one activity to a conversation; it answers no particular message. */
  send(
    address: BotFrameworkAddress,
    activity: object,
    signal: AbortSignal,
  ): Promise<{ readonly result: SendResult; readonly error?: unknown }>;
}

/** Loads the SDK (45 MB of memory) and opens it. */
export async function openConnector(app: BotFrameworkApp | undefined): Promise<Connector> {
  const sdk = await import('botbuilder');
  class DeskAdapter extends sdk.CloudAdapter {
    /** `process` wants Express' request and response; this is the part of it that we need. */
    receive(authorization: string, activity: SdkActivity, logic: () => Promise<void>) {
      return this.processActivity(authorization, activity, logic);
    }
  }
  const attempts = new AsyncLocalStorage<WireAttempt>();
  const adapter = new DeskAdapter(
    authentication(
      sdk,
      app,
      makeOnceHttpClient(() => attempts.getStore()),
    ),
  );
  return {
    receive: async (authorization, activity, logic) => {
      try {
        const answer = await adapter.receive(authorization, toSdkActivity(activity), logic);
        return { status: answer?.status ?? 200, body: answer?.body };
      } catch (error) {
        if (isAuthenticationError(error)) return { status: 401 };
        throw error;
      }
    },
    send: async (address, activity, signal) => {
      const attempt: WireAttempt = { signal };
      try {
        await attempts.run(attempt, () =>
          adapter.continueConversationAsync(
            app?.id ?? '',
            toSdkReference(address),
            async (context) => {
              // The SDK makes up an id for the turn and lets every activity answer it, which nobody ever said.
              context.onSendActivities((_context, activities, next) => {
                for (const each of activities) delete each.replyToId;
                return next();
              });
              await context.sendActivity(activity);
            },
          ),
        );
        return { result: attempt.result ?? { kind: 'retry', reason: 'nothing_was_written' } };
      } catch (error) {
        // What the wire said counts. Without it nothing was written: a token that we could not get, for one.
        return { result: attempt.result ?? { kind: 'retry', reason: 'before_sending' }, error };
      }
    },
  };
}

type Sdk = typeof import('botbuilder');

function authentication(sdk: Sdk, app: BotFrameworkApp | undefined, httpClient: HttpClient) {
  const settings = {
    MicrosoftAppId: app?.id ?? '',
    MicrosoftAppPassword: app?.password ?? '',
    MicrosoftAppType: app?.tenantId === undefined ? 'MultiTenant' : 'SingleTenant',
    ...(app?.tenantId === undefined ? {} : { MicrosoftAppTenantId: app.tenantId }),
  };
  const credentials = new sdk.ConfigurationServiceClientCredentialFactory(settings);
  return new sdk.ConfigurationBotFrameworkAuthentication({}, credentials, undefined, undefined, {
    httpClient,
  });
}

/** The SDK's type wants fields that no channel sends; what it reads of an activity, `parseWire` has checked. */
function toSdkActivity(activity: WireActivity): SdkActivity {
  return activity as unknown as SdkActivity;
}

/** The SDK's type knows no index signature; `parseAddress` has checked what it reads. */
function toSdkReference(address: BotFrameworkAddress): Partial<ConversationReference> {
  return address as unknown as Partial<ConversationReference>;
}

function isAuthenticationError(error: unknown): boolean {
  return error instanceof Error && 'statusCode' in error && error.statusCode === 401;
}
