import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** What the model does with one request. */
export type ModelReply =
  | { readonly kind: 'call'; readonly name?: string; readonly arguments: unknown }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'refusal' | 'content_filter' | 'cut_off' | 'empty' }
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Record<string, string> }
  | { readonly kind: 'raw'; readonly body: string; readonly contentType?: string }
  /** Answers after a while. */
  | { readonly kind: 'slow'; readonly afterMs: number; readonly reply: ModelReply }
  | { readonly kind: 'silent' | 'stalls_in_body' | 'reset' | 'reset_in_body' | 'endless' };

export interface SeenRequest {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly headers: IncomingMessage['headers'];
  /** As it was sent, for looking what is in it. */
  readonly raw: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever was sent
  readonly body: any;
}

export interface FakeLanguageModel {
  /** To be set as OPENAI_BASE_URL. */
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  /** How many callers hung up before they were answered. */
  hangUps(): number;
  /** From now on: a reply for all, or one for each request. */
  answer(reply: ModelReply | ((seen: SeenRequest) => ModelReply)): void;
  stop(): Promise<void>;
}

/** An OpenAI-compatible server on loopback that does what it is told, well or badly. */
export async function startFakeLanguageModel(): Promise<FakeLanguageModel> {
  const requests: SeenRequest[] = [];
  let hangUps = 0;
  let script: (seen: SeenRequest) => ModelReply = () => ({ kind: 'empty' });
  const server = createServer(async (request, response) => {
    const seen = await see(request);
    requests.push(seen);
    response.on('close', () => {
      if (!response.writableEnded) hangUps += 1;
    });
    reply(response, script(seen));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    requests,
    hangUps: () => hangUps,
    answer: (what) => {
      script = typeof what === 'function' ? what : () => what;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What a model that understands says. */
export function understands(...commands: readonly Record<string, string>[]): ModelReply {
  const filled = commands.map((command) => ({ flow: '', slot: '', value: '', ...command }));
  return { kind: 'call', arguments: { commands: filled } };
}

async function see(request: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const raw = Buffer.concat(chunks).toString('utf8');
  const { headers, url: path = '' } = request;
  return { path, authorization: headers.authorization, headers, raw, body: JSON.parse(raw) };
}

function reply(response: ServerResponse, what: ModelReply): void {
  switch (what.kind) {
    case 'silent':
      return;
    case 'slow':
      setTimeout(() => reply(response, what.reply), what.afterMs).unref();
      return;
    case 'reset':
      response.socket?.destroy();
      return;
    case 'stalls_in_body':
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"choices":[{"message":');
      return;
    case 'reset_in_body':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
      response.write('{"choices":[{"message":');
      setTimeout(() => response.socket?.destroy(), 20);
      return;
    case 'endless': {
      response.writeHead(200, { 'content-type': 'application/json' });
      const block = ' '.repeat(100_000);
      const write = (): void => {
        if (!response.destroyed) response.write(block, () => setImmediate(write));
      };
      write();
      return;
    }
    case 'status':
      response.writeHead(what.status, { 'content-type': 'application/json', ...what.headers });
      response.end(JSON.stringify({ error: { message: 'no', type: 'error', code: 'no' } }));
      return;
    case 'raw':
      response.writeHead(200, { 'content-type': what.contentType ?? 'application/json' });
      response.end(what.body);
      return;
    default:
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(completion(what)));
  }
}

function completion(what: ModelReply): unknown {
  const base = { id: 'chatcmpl-1', object: 'chat.completion', created: 1, model: 'fake' };
  return { ...base, choices: [{ index: 0, ...choiceOf(what) }] };
}

function choiceOf(what: ModelReply): object {
  switch (what.kind) {
    case 'call': {
      const { name = 'understand', arguments: given } = what;
      const text = typeof given === 'string' ? given : JSON.stringify(given);
      const call = { id: 'call_1', type: 'function', function: { name, arguments: text } };
      const message = { role: 'assistant', content: null, tool_calls: [call] };
      return { finish_reason: 'tool_calls', message };
    }
    case 'text':
      return { finish_reason: 'stop', message: { role: 'assistant', content: what.text } };
    case 'refusal':
      return {
        finish_reason: 'stop',
        message: { role: 'assistant', content: null, refusal: '我不能帮您' },
      };
    case 'content_filter':
      return { finish_reason: 'content_filter', message: { role: 'assistant', content: '' } };
    case 'cut_off':
      return { finish_reason: 'length', message: { role: 'assistant', content: '{"comm' } };
    default:
      return { finish_reason: 'stop', message: { role: 'assistant', content: '' } };
  }
}
