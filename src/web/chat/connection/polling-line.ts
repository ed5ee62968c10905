import { type LineListener, type LineOptions, type OpenLine, readFrame } from './line.ts';

const INTERVAL_MS = 1_500;
const TIMEOUT_MS = 15_000;

/**
 * Direct Line by asking again and again, for networks that let no web socket through. Ours and not
 * DirectLineJS's: that one stops for good at the first error, without a word.
 */
export const openPollingLine: OpenLine = (options, listener) => {
  const abort = new AbortController();
  void poll(options, listener, abort.signal);
  return { token: () => options.token, close: () => abort.abort() };
};

/** Never rejects: an error is told to the listener, which opens another line. */
async function poll(
  options: LineOptions,
  listener: LineListener,
  signal: AbortSignal,
): Promise<void> {
  try {
    const ask = (method: string, path: string): Promise<string> =>
      request({ options, method, path, signal });
    const conversationId =
      options.resume?.conversationId ?? readConversationId(await ask('POST', '/conversations'));
    let watermark = options.resume?.watermark ?? '0';
    let isOpen = false;
    while (!signal.aborted) {
      const path = `/conversations/${encodeURIComponent(conversationId)}/activities`;
      const frame = readFrame(
        await ask('GET', `${path}?watermark=${encodeURIComponent(watermark)}`),
      );
      if (signal.aborted) return;
      if (!isOpen) listener.opened();
      isOpen = true;
      watermark = frame?.watermark ?? watermark;
      if (frame !== undefined && frame.activities.length > 0) listener.frame(frame);
      else await pause(INTERVAL_MS, signal);
    }
  } catch {
    if (!signal.aborted) listener.failed();
  }
}

async function request(input: {
  readonly options: LineOptions;
  readonly method: string;
  readonly path: string;
  readonly signal: AbortSignal;
}): Promise<string> {
  const abort = new AbortController();
  const stop = (): void => abort.abort();
  const timer = setTimeout(stop, TIMEOUT_MS);
  input.signal.addEventListener('abort', stop);
  try {
    const response = await fetch(`${input.options.domain}${input.path}`, {
      method: input.method,
      headers: { authorization: `Bearer ${input.options.token}` },
      signal: abort.signal,
    });
    if (!response.ok) throw new Error(`Direct Line answered ${response.status}`);
    return await response.text();
  } finally {
    clearTimeout(timer);
    input.signal.removeEventListener('abort', stop);
  }
}

function readConversationId(body: string): string {
  const parsed: unknown = JSON.parse(body);
  const isStarted = typeof parsed === 'object' && parsed !== null && 'conversationId' in parsed;
  if (!isStarted || typeof parsed.conversationId !== 'string') throw new Error('no conversation');
  return parsed.conversationId;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
