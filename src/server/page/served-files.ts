import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../lib/errors.ts';

/** What the build emits, and what a browser is told it is. Anything else is not served. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
};
const ASSET_NAME = /^[\w.-]+\.(js|css|svg|png|woff2)$/;

/** A built file, as it is and compressed. */
export interface Served {
  readonly plain: Buffer;
  readonly zipped: Buffer;
}

/** The content type of an asset. Throws not_found for a name that no build gives. */
export function assetType(name: string): string {
  const type = CONTENT_TYPES[ASSET_NAME.exec(name)?.[1] ?? ''];
  if (type === undefined) throw notFound();
  return type;
}

/** Reads and compresses each file of a folder once; HTML goes through `fill`. Throws not_found. */
export function makeServedFiles(
  folder: string,
  fill: (html: string) => string,
): (name: string) => Promise<Served> {
  const files = new Map<string, Promise<Served>>();
  return (name) => {
    const known = files.get(name) ?? readServed(join(folder, name), fill);
    files.set(name, known);
    // A file that is missing now may be built later.
    known.catch(() => files.delete(name));
    return known;
  };
}

async function readServed(path: string, fill: (html: string) => string): Promise<Served> {
  const read = await readFile(path).catch(() => {
    throw notFound();
  });
  const plain = path.endsWith('.html') ? Buffer.from(fill(read.toString('utf8'))) : read;
  return { plain, zipped: await promisify(gzip)(plain, { level: 9 }) };
}

/** Answers with a file, compressed for whoever takes that. */
export function sendServed(
  request: FastifyRequest,
  reply: FastifyReply,
  served: Served,
): FastifyReply {
  reply.header('vary', 'accept-encoding');
  const takesGzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  if (!takesGzip) return reply.send(served.plain);
  return reply.header('content-encoding', 'gzip').send(served.zipped);
}

function notFound(): AppError {
  return new AppError('not_found', 'there is no such page or file');
}
