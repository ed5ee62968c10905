import { type Activity, type ConnectionStatus, DirectLine } from 'botframework-directlinejs';
import { WebSocket } from 'ws';
import { FetchXmlHttpRequest } from './xml-http-request.ts';

// DirectLineJS reads both from the global object, as a browser has them (directline.md 2).
Object.assign(globalThis, { WebSocket, XMLHttpRequest: FetchXmlHttpRequest });

/** An unmodified DirectLineJS and everything it received. */
export interface StockClient {
  readonly directLine: DirectLine;
  readonly received: readonly Activity[];
  readonly statuses: readonly ConnectionStatus[];
  /** Resolves with the first received activity that fits, now or later. */
  waitFor(fits: (activity: ReceivedActivity) => boolean): Promise<ReceivedActivity>;
  /** Posts as the stock client does; resolves with the id it got, or `retry`. */
  post(activity: object): Promise<string>;
  end(): void;
}

/** Activities have more fields than the client's own type names. */
export type ReceivedActivity = Record<string, unknown> & { readonly type: string };

export function startStockClient(
  options: ConstructorParameters<typeof DirectLine>[0] & { readonly retryDelayMs?: number },
): StockClient {
  const { retryDelayMs = 50, ...rest } = options;
  const directLine = new DirectLine(rest);
  // The stock client waits 3 to 15 seconds; its own tests replace the delay in the same way.
  Object.assign(directLine, { getRetryDelay: () => retryDelayMs });
  const received: Activity[] = [];
  const statuses: ConnectionStatus[] = [];
  const waiting = new Set<() => void>();
  const subscription = directLine.activity$.subscribe({
    next: (activity) => {
      received.push(activity);
      for (const look of [...waiting]) look();
    },
    error: () => undefined,
  });
  directLine.connectionStatus$.subscribe((status) => statuses.push(status));
  return {
    directLine,
    received,
    statuses,
    waitFor: (fits) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`nothing fits; received ${JSON.stringify(received.map(textOf))}`));
        }, 10_000);
        function look(): void {
          const found = received.map(asRecord).find(fits);
          if (found === undefined) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        }
        waiting.add(look);
        look();
      }),
    post: (activity) =>
      new Promise((resolve, reject) => {
        const full = { from: { id: 'u-12345' }, type: 'message', ...activity };
        directLine.postActivity(full as Activity).subscribe(resolve, reject);
      }),
    end: () => {
      subscription.unsubscribe();
      directLine.end();
    },
  };
}

function asRecord(activity: Activity): ReceivedActivity {
  return activity as unknown as ReceivedActivity;
}

function textOf(activity: Activity): unknown {
  return 'text' in activity ? activity.text : activity.type;
}

/** The activity that the conformance bot says it got. */
export function originalOf(activity: ReceivedActivity): ReceivedActivity | undefined {
  const data = activity['channelData'];
  if (typeof data !== 'object' || data === null || !('originalActivity' in data)) return undefined;
  return data.originalActivity as ReceivedActivity;
}
