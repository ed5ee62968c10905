import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { textField } from '../../lib/json.ts';
import { sniffFile } from '../files/sniff-file.ts';
import { toResponse } from './activity-routes.ts';
import { authorize, conversationOf, userOf } from './authorize.ts';
import type { DirectLineDeps } from './deps.ts';
import { DirectLineError } from './errors.ts';
import { ACTIVITY_BYTES_MAX, parseJson } from './json-body.ts';
import type { DirectLineFile } from './port.ts';

/** Files of one upload; Web Chat sends all that were picked in one. */
const FILES_MAX = 10;
/** A refused upload is still read up to this many times the limit, so that the client hears why. */
const DRAIN_FACTOR = 4;

interface Upload {
  readonly activity: unknown;
  readonly files: readonly DirectLineFile[];
}

/** Uploads: an activity with its files, as multipart, or one file as the whole body. */
export async function uploadRoute(app: FastifyInstance, deps: DirectLineDeps): Promise<void> {
  if (!app.hasRequestDecorator('parts')) await app.register(multipart);
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));

  app.post('/conversations/:id/upload', async (request) => {
    const caller = authorize(request, deps.tokens);
    const conversationId = conversationOf(caller, textField(request.params, 'id') ?? '');
    const { activity, files } = await readUpload(request, deps.uploadBytesMax);
    return toResponse(
      await deps.directLine.accept({
        conversationId,
        userId: userOf(caller) ?? textField(request.query, 'userId'),
        activity,
        files,
      }),
    );
  });
}

async function readUpload(request: FastifyRequest, bytesMax: number): Promise<Upload> {
  // Refused before it is read when it says so itself; the rest is let go by, or the answer is lost.
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > bytesMax + ACTIVITY_BYTES_MAX) {
    if (announced <= bytesMax * DRAIN_FACTOR) await drain(request.raw);
    throw tooBig(bytesMax);
  }
  const upload = request.isMultipart()
    ? await readMultipart(request, bytesMax)
    : await readRaw(request, bytesMax);
  if (upload.files.length === 0)
    throw new DirectLineError(400, 'MissingProperty', 'the upload holds no file');
  return upload;
}

async function readMultipart(request: FastifyRequest, bytesMax: number): Promise<Upload> {
  const budget = new ByteBudget(bytesMax);
  const { activity, files } = await readParts(request, budget);
  budget.check();
  const sniffed = await Promise.all(files.map(({ name, bytes }) => checkFile(name, bytes)));
  return { activity: activity ?? { type: 'message' }, files: sniffed };
}

interface Parts {
  readonly activity: unknown;
  readonly files: readonly { readonly name: string; readonly bytes: Buffer }[];
}

async function readParts(request: FastifyRequest, budget: ByteBudget): Promise<Parts> {
  let activity: unknown;
  const files: Parts['files'][number][] = [];
  const limits = {
    // The budget counts; the parser's own limit would leave the rest of the body unread.
    fileSize: Number.POSITIVE_INFINITY,
    files: FILES_MAX + 1,
    fields: 4,
    fieldSize: ACTIVITY_BYTES_MAX,
    parts: FILES_MAX + 8,
  };
  try {
    for await (const part of request.parts({ limits })) {
      if (part.type === 'field') {
        if (part.fieldname === 'activity') activity = parseJson(String(part.value));
        continue;
      }
      const bytes = await budget.read(part.file);
      // Stock clients send the activity with a file name, so the parser takes it for a file.
      if (part.fieldname === 'activity') activity = parseJson(bytes.toString('utf8'));
      else files.push({ name: part.filename ?? 'file', bytes });
    }
  } catch (err) {
    // The parser's complaints about a broken body carry no status.
    const isKnown = err instanceof Error && ('statusCode' in err || err instanceof DirectLineError);
    if (isKnown) throw err;
    throw new DirectLineError(400, 'BadSyntax', 'the multipart body is broken');
  }
  return { activity, files };
}

async function readRaw(request: FastifyRequest, bytesMax: number): Promise<Upload> {
  const budget = new ByteBudget(bytesMax);
  const bytes = await budget.read(request.raw);
  budget.check();
  if (bytes.length === 0) return { activity: {}, files: [] };
  const file = await checkFile(fileName(request.headers['content-disposition']), bytes);
  return { activity: { type: 'message' }, files: [file] };
}

async function checkFile(name: string, bytes: Uint8Array): Promise<DirectLineFile> {
  const file = await sniffFile(name, bytes);
  if (file !== undefined) return file;
  throw new DirectLineError(
    415,
    'UnsupportedMedia',
    'a file is not a photo, PDF, audio or video that we accept; nothing was stored',
  );
}

/**
 * Counts the bytes of one upload. What is too much is read and let go, so that the client hears why instead
 * of a broken connection; what is far too much is cut off.
 */
class ByteBudget {
  readonly #bytesMax: number;
  #size = 0;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  async read(stream: AsyncIterable<Buffer>): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) {
      this.#size += chunk.length;
      if (this.#size > this.#bytesMax * DRAIN_FACTOR) throw tooBig(this.#bytesMax);
      if (this.#isOver()) chunks.length = 0;
      else chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  /** Throws 413 when it was too much. */
  check(): void {
    if (this.#isOver()) throw tooBig(this.#bytesMax);
  }

  #isOver(): boolean {
    return this.#size > this.#bytesMax + ACTIVITY_BYTES_MAX;
  }
}

/** The name in a Content-Disposition header, RFC 6266: `filename*` before `filename`. */
function fileName(header: string | undefined): string {
  const extended = /filename\*\s*=\s*utf-8''([^;\s]+)/i.exec(header ?? '')?.[1];
  if (extended !== undefined) {
    try {
      return decodeURIComponent(extended);
    } catch {
      return 'file';
    }
  }
  const plain = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(header ?? '');
  return plain?.[1] ?? plain?.[2] ?? 'file';
}

async function drain(stream: NodeJS.ReadableStream): Promise<void> {
  for await (const _chunk of stream);
}

function tooBig(bytesMax: number): DirectLineError {
  const limit = `${Math.floor(bytesMax / 1_000_000)} MB`;
  return new DirectLineError(
    413,
    'MessageSizeTooBig',
    `the files of one upload may have ${limit} together; nothing was stored`,
  );
}
