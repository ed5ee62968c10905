import {
  type FakeWechatServer,
  sayJson,
  startFakeWechatServer,
} from '../bot/channels/wechat/protocol/fake-wechat-server.ts';

/** What reached a customer. */
export interface ArrivedAtCustomer {
  readonly userId: string;
  readonly text?: string;
  readonly bytes?: Buffer;
}

/**
 * As much of WeCom as one customer's chat takes: it keeps what customers say whoever reads, and gives a send's id back
 * once. The simulator judges the protocol; this one only outlives a killed puppet.
 */
export async function startFakeWecom(): Promise<FakeWecom> {
  const server = await startFakeWechatServer();
  const said: object[] = [];
  const arrived: ArrivedAtCustomer[] = [];
  const media = new Map<string, Buffer>();
  const say = (userId: string, content: object): void => {
    const msgid = `msg-${said.length + 1}`;
    const send_time = Math.floor(Date.now() / 1_000);
    said.push({
      msgid,
      open_kfid: 'wk1',
      external_userid: userId,
      send_time,
      origin: 3,
      ...content,
    });
  };
  answer(server, { said, arrived, media });
  return {
    baseUrl: server.baseUrl,
    arrived,
    say: (userId, text) => say(userId, { msgtype: 'text', text: { content: text } }),
    sendImage: (userId, bytes) => {
      const media_id = `in-${media.size}`;
      media.set(media_id, bytes);
      say(userId, { msgtype: 'image', image: { media_id } });
    },
    stop: server.stop,
  };
}

export interface FakeWecom {
  readonly baseUrl: string;
  readonly arrived: readonly ArrivedAtCustomer[];
  say(userId: string, text: string): void;
  sendImage(userId: string, bytes: Buffer): void;
  stop(): Promise<void>;
}

function answer(
  server: FakeWechatServer,
  of: { said: object[]; arrived: ArrivedAtCustomer[]; media: Map<string, Buffer> },
): void {
  const { said, arrived, media } = of;
  server.says('/cgi-bin/gettoken', { errcode: 0, access_token: 'a-token', expires_in: 7_200 });
  server.on('/cgi-bin/kf/customer/batchget', (_, response) =>
    sayJson(response, {
      errcode: 0,
      customer_list: [{ external_userid: 'wm-1', nickname: '张三' }],
      invalid_external_userid: [],
    }),
  );
  server.on('/cgi-bin/kf/sync_msg', (request, response) => {
    const from = Number(bodyOf(request).cursor ?? 0);
    const msg_list = said.slice(from);
    sayJson(response, { errcode: 0, next_cursor: String(said.length), has_more: 0, msg_list });
  });
  server.on('/cgi-bin/kf/send_msg', (request, response) => {
    const { touser = '', msgid, text, image } = bodyOf(request);
    const bytes = media.get(image?.media_id ?? '');
    arrived.push({
      userId: touser,
      ...(text === undefined ? {} : { text: text.content }),
      ...(bytes === undefined ? {} : { bytes }),
    });
    sayJson(response, { errcode: 0, errmsg: 'ok', msgid });
  });
  server.on('/cgi-bin/media/upload', (request, response) => {
    const media_id = `out-${media.size}`;
    media.set(media_id, fileIn(request.body));
    sayJson(response, { errcode: 0, media_id });
  });
  server.on('/cgi-bin/media/get', (request, response) => {
    response.setHeader('content-type', 'image/png');
    response.end(media.get(request.query['media_id'] ?? ''));
  });
}

interface Body {
  readonly cursor?: string;
  readonly touser?: string;
  readonly msgid?: string;
  readonly text?: { readonly content: string };
  readonly image?: { readonly media_id: string };
}

function bodyOf(request: { json(): unknown }): Body {
  return request.json() as Body;
}

/** The one file of a multipart body. */
function fileIn(body: Buffer): Buffer {
  const start = body.indexOf('\r\n\r\n') + 4;
  return body.subarray(start, body.lastIndexOf('\r\n--'));
}
