import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { HttpClient } from '../test/support/http.ts';

interface Lane {
  readonly path: string;
  readonly token: string;
  readonly socket: WebSocket;
  waiting: { readonly id: string; readonly done: () => void } | undefined;
  /** Answers that came before the acknowledgement of their message. */
  readonly early: Set<string>;
}

/** Conversations with the running desk, each with its own socket, as a stock client holds it. */
export class DeskLanes {
  readonly #http: HttpClient;
  readonly #lanes: readonly Lane[];

  private constructor(http: HttpClient, lanes: readonly Lane[]) {
    this.#http = http;
    this.#lanes = lanes;
  }

  static async open(options: { url: string; secret: string; count: number }): Promise<DeskLanes> {
    const http = new HttpClient(options.url);
    const lanes = await Promise.all(
      Array.from({ length: options.count }, () => openLane(http, options.secret)),
    );
    return new DeskLanes(http, lanes);
  }

  /** Sends one message and resolves when its answer came over the socket. */
  async turn(index: number): Promise<void> {
    const lane = this.#lanes[index];
    if (lane === undefined) throw new Error(`no lane ${index}`);
    const body = {
      type: 'message',
      text: '你好',
      locale: 'zh-CN',
      textFormat: 'plain',
      from: { id: 'x' },
      channelData: { clientActivityID: randomUUID(), attachmentSizes: [] },
    };
    const answer = await this.#http.send('POST', lane.path, { token: lane.token, body });
    if (answer.status !== 200)
      throw new Error(`the desk answered ${answer.status}: ${answer.body}`);
    const { id } = answer.json() as { id: string };
    if (lane.early.delete(id)) return;
    await new Promise<void>((done) => {
      lane.waiting = { id, done };
    });
  }

  close(): void {
    for (const lane of this.#lanes) lane.socket.close();
    this.#http.close();
  }
}

async function openLane(http: HttpClient, secret: string): Promise<Lane> {
  const started = await http.send('POST', '/v3/directline/conversations', {
    token: secret,
    body: { user: { id: `bench-${randomUUID()}` } },
  });
  const { token, conversationId, streamUrl } = started.json() as Record<
    'token' | 'conversationId' | 'streamUrl',
    string
  >;
  const socket = new WebSocket(streamUrl);
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const path = `/v3/directline/conversations/${conversationId}/activities`;
  const lane: Lane = { path, token, socket, waiting: undefined, early: new Set() };
  socket.on('message', (data) => hear(lane, String(data)));
  return lane;
}

function hear(lane: Lane, text: string): void {
  if (text === '') return;
  const { activities } = JSON.parse(text) as { activities: { type: string; replyToId?: string }[] };
  for (const { type, replyToId } of activities) {
    if (type !== 'message' || replyToId === undefined) continue;
    if (lane.waiting?.id === replyToId) {
      lane.waiting.done();
      lane.waiting = undefined;
    } else {
      lane.early.add(replyToId);
    }
  }
}
