import type { Sender } from '../../../domain/outbox.ts';
import { type BotFrameworkApp, type Connector, openConnector } from './connector.ts';
import { parseWire } from './parse-activity.ts';
import { type ReceiveDeps, receive } from './receive.ts';
import { makeBotFrameworkSender } from './sender.ts';
import { findServiceUrlProblem } from './service-url.ts';

/** What became of a posted activity; the route turns it into HTTP. */
export type PostedActivity =
  | { readonly kind: 'answered'; readonly status: number; readonly body?: unknown }
  | {
      readonly kind: 'invalid';
      readonly problems: readonly { readonly path: string; readonly problem: string }[];
    };

/** The Bot Framework channel: Emulator, Teams and the other channels of Azure Bot Service. */
export interface BotFramework {
  /** Answers one POST to /api/messages. What a customer said is stored before this resolves. */
  post(authorization: string, body: unknown): Promise<PostedActivity>;
  readonly sender: Sender;
}

export interface BotFrameworkDeps extends ReceiveDeps {
  /** Absent: local mode, for the Emulator on this machine, without authentication. */
  readonly app?: BotFrameworkApp;
}

/** Opens the channel. The SDK is loaded by the first activity in or out. */
export function makeBotFramework(deps: BotFrameworkDeps): BotFramework {
  const mode = deps.app === undefined ? 'local' : 'app';
  let opening: Promise<Connector> | undefined;
  const connector = (): Promise<Connector> => {
    opening ??= openConnector(deps.app).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  return {
    sender: makeBotFrameworkSender({ connector, mode, log: deps.log }),
    post: async (authorization, body) => {
      const parsed = parseWire(body);
      if (parsed.kind === 'invalid') return parsed;
      const { activity } = parsed;
      const problem = findServiceUrlProblem(activity.serviceUrl, mode);
      if (problem !== undefined) {
        return { kind: 'invalid', problems: [{ path: 'serviceUrl', problem }] };
      }
      const { receive: pass } = await connector();
      const answer = await pass(authorization, activity, () => receive(deps, activity));
      return { kind: 'answered', ...answer };
    },
  };
}
