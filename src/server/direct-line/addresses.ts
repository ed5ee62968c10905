import type { FastifyRequest } from 'fastify';
import type { StreamSubject, Tokens } from './tokens.ts';

/** Where Direct Line lives. */
export const DIRECT_LINE_PREFIX = '/v3/directline';

export interface AddressDeps {
  readonly tokens: Tokens;
  /** The address customers reach us at; absent: taken from each request (trustProxy says which headers). */
  readonly publicUrl?: string | undefined;
}

/** `https://host` of this server, as the caller knows it. */
export function baseUrl(request: FastifyRequest, publicUrl: string | undefined): string {
  const base = publicUrl ?? `${request.protocol}://${request.host}`;
  return base.replace(/\/+$/, '');
}

/** Mints addresses of files for the reader of this request. */
export function makeFileUrl(deps: AddressDeps, request: FastifyRequest): (id: string) => string {
  const base = baseUrl(request, deps.publicUrl);
  return (id) => `${base}/files/${encodeURIComponent(id)}?${deps.tokens.signFile(id)}`;
}

/** The address of a conversation's stream, with its own token: valid for a minute. */
export function streamUrl(
  deps: AddressDeps,
  request: FastifyRequest,
  stream: { readonly subject: StreamSubject; readonly watermark: number },
): string {
  // ws for http, wss for https.
  const base = baseUrl(request, deps.publicUrl).replace(/^http/, 'ws');
  const id = encodeURIComponent(stream.subject.conversationId);
  const query = new URLSearchParams({
    watermark: String(stream.watermark),
    t: deps.tokens.issueStream(stream.subject),
  });
  return `${base}${DIRECT_LINE_PREFIX}/conversations/${id}/stream?${query}`;
}

/** An address without what opens something: tokens of streams and signatures of files stay out of the log. */
export function redactUrl(url: string): string {
  return url.replace(/([?&](?:t|sig)=)[^&#]*/g, '$1[redacted]');
}

/** Replaces fastify's own serializer for our routes. */
export function serializeRequest(request: FastifyRequest): string {
  return `${request.method} ${redactUrl(request.url)}`;
}
