import type { Outgoing } from '../state/model.ts';
import type { Session } from './session.ts';

/** What became of one attempt to hand a message to the server. */
export type PostResult =
  /** Stored: it will be echoed on the stream. */
  | { readonly kind: 'stored' }
  /** The token is no longer good: renew and post again. */
  | { readonly kind: 'expired' }
  /** The same attempt would be refused again. */
  | { readonly kind: 'refused' }
  /** It may or may not have arrived; posting again is safe. */
  | { readonly kind: 'unreachable'; readonly retryAfterMs?: number };

export interface PostRequest {
  readonly session: Session;
  readonly token: string;
  readonly outgoing: Outgoing;
  /** Share of the body that has left, 0 to 1. */
  readonly onProgress: (share: number) => void;
}

export type Post = (request: PostRequest) => Promise<PostResult>;

const TEXT_TIMEOUT_MS = 15_000;
/** A 10 MB photo over a weak 1 Mbit/s uplink takes 80 s; DirectLineJS would give up after 20. */
const UPLOAD_TIMEOUT_MS = 300_000;

/**
 * Posts one message with the form DirectLineJS uses, by our own request: DirectLineJS hides whether
 * a message was stored (a 5xx and a lost network both answer "retry"), drops Retry-After, and tells
 * nothing about an upload's progress. Never rejects.
 */
export const post: Post = (request) =>
  new Promise((resolve) => {
    const { session, token, outgoing } = request;
    const isUpload = outgoing.file !== undefined;
    const base = `${session.domain}/conversations/${encodeURIComponent(session.conversationId)}`;
    const xhr = new XMLHttpRequest();
    xhr.open(
      'POST',
      isUpload
        ? `${base}/upload?userId=${encodeURIComponent(session.userId)}`
        : `${base}/activities`,
    );
    xhr.timeout = isUpload ? UPLOAD_TIMEOUT_MS : TEXT_TIMEOUT_MS;
    xhr.setRequestHeader('authorization', `Bearer ${token}`);
    if (isUpload) {
      xhr.upload.onprogress = (event) => {
        if (event.lengthComputable) request.onProgress(event.loaded / event.total);
      };
    }
    xhr.onload = () => resolve(readResult(xhr));
    xhr.onerror = () => resolve({ kind: 'unreachable' });
    xhr.ontimeout = () => resolve({ kind: 'unreachable' });
    xhr.onabort = () => resolve({ kind: 'unreachable' });
    const activity = JSON.stringify(toActivity(outgoing, session));
    if (outgoing.file === undefined) {
      xhr.setRequestHeader('content-type', 'application/json');
      return xhr.send(activity);
    }
    const form = new FormData();
    form.append('activity', new Blob([activity], { type: 'application/vnd.microsoft.activity' }));
    form.append('file', outgoing.file.blob, outgoing.file.name);
    xhr.send(form);
  });

/** The text under which a place is shared: `COPY.place.purpose`. Another text gets another number. */
const CONSENT = 'location-1';

function toActivity(outgoing: Outgoing, session: Session): object {
  const { place } = outgoing;
  const clientData = { clientActivityID: outgoing.clientId };
  return {
    type: 'message',
    text: outgoing.text,
    textFormat: 'plain',
    locale: 'zh-CN',
    channelId: 'webchat',
    from: { id: session.userId, role: 'user' },
    localTimestamp: new Date(outgoing.at).toISOString(),
    channelData:
      place === undefined ? clientData : { ...clientData, careline: { consent: CONSENT } },
    ...(place === undefined
      ? {}
      : { entities: [{ type: 'Place', geo: { type: 'GeoCoordinates', ...place } }] }),
    attachments:
      outgoing.file === undefined
        ? []
        : [{ contentType: outgoing.file.contentType, name: outgoing.file.name }],
  };
}

function readResult(xhr: XMLHttpRequest): PostResult {
  const { status } = xhr;
  if (status >= 200 && status < 300) return { kind: 'stored' };
  if (status === 401 || status === 403) return { kind: 'expired' };
  if (status >= 400 && status < 500 && status !== 408 && status !== 429) return { kind: 'refused' };
  const seconds = Number(xhr.getResponseHeader('retry-after'));
  return { kind: 'unreachable', ...(seconds > 0 ? { retryAfterMs: seconds * 1000 } : {}) };
}
