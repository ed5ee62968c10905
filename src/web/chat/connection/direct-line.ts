import { ConnectionStatus, DirectLine } from 'botframework-directlinejs';
import { type LineListener, type OpenLine, readFrame } from './line.ts';

const LOCALE = 'zh-CN';
const TIMEOUT_MS = 15_000;
const RETRY_MIN_MS = 300;
const RETRY_JITTER_MS = 700;

/**
 * Our transport on `botframework-directlinejs`. Three things differ from its plain use:
 * frames are read at the socket (it hands out one activity per 4 ms timer tick, so 200 messages of
 * history would take a second), the first retry comes within a second instead of 3 to 15, and after
 * that the supervisor (connection.ts) decides, since its own next retry is 20 s away.
 */
export const openDirectLine: OpenLine = (options, listener) => {
  let isOver = false;
  const guarded: LineListener = {
    opened: () => isOver || listener.opened(),
    frame: (frame) => isOver || listener.frame(frame),
    closed: () => isOver || listener.closed(),
    failed: () => isOver || listener.failed(),
  };
  const line = new DirectLine({
    domain: options.domain,
    token: options.token,
    watermark: options.resume?.watermark ?? '0',
    ...(options.resume === undefined ? {} : { conversationId: options.resume.conversationId }),
    conversationStartProperties: { locale: LOCALE },
    webSocket: true,
    timeout: TIMEOUT_MS,
    WebSocket: tappedWebSocket(guarded),
  });
  // Private in its types, and what its own tests override.
  Object.assign(line, { getRetryDelay: () => RETRY_MIN_MS + Math.random() * RETRY_JITTER_MS });
  const activities = line.activity$.subscribe(
    () => undefined,
    () => guarded.failed(),
  );
  const statuses = line.connectionStatus$.subscribe((status) => {
    if (status === ConnectionStatus.ExpiredToken || status === ConnectionStatus.FailedToConnect) {
      guarded.failed();
    }
  });
  return {
    token: () => readToken(line) ?? options.token,
    close: () => {
      isOver = true;
      statuses.unsubscribe();
      activities.unsubscribe();
      line.end();
    },
  };
};

/** DirectLineJS refreshes its token every 15 minutes and keeps it in a private field. */
function readToken(line: DirectLine): string | undefined {
  const token: unknown = Reflect.get(line, 'token');
  return typeof token === 'string' ? token : undefined;
}

function tappedWebSocket(listener: LineListener): typeof WebSocket {
  return class extends WebSocket {
    constructor(url: string | URL) {
      super(url);
      this.addEventListener('open', () => listener.opened());
      this.addEventListener('close', () => listener.closed());
      this.addEventListener('message', (event: MessageEvent<unknown>) => {
        const frame = readFrame(event.data);
        if (frame !== undefined) listener.frame(frame);
      });
    }
  };
}
