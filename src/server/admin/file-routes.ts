import multipart from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError } from '../../lib/errors.ts';
import { conversationParams } from '../contract/conversation.ts';
import { fileParams, uploadedFile } from '../contract/handoff.ts';
import { fileHeaders } from '../files/file-headers.ts';
import { type SniffedFile, sniffFile } from '../files/sniff-file.ts';
import { PROBLEMS } from './answers.ts';
import { actorOf } from './authenticate.ts';
import { refuseOthers } from './own-conversation.ts';
import type { AdminDeps } from './ports.ts';

/** What a multipart body may have beside its file, in bytes. */
const FORM_BYTES_MAX = 16_384;

const UPLOAD = {
  tags: ['messages'],
  operationId: 'uploadFile',
  summary: 'One file for a conversation of mine, as multipart/form-data; a message names it then',
  consumes: ['multipart/form-data'],
  params: conversationParams,
  response: { 201: uploadedFile, ...PROBLEMS },
};

const DOWNLOAD = {
  tags: ['messages'],
  operationId: 'downloadFile',
  summary: 'The bytes of a file of this conversation',
  params: fileParams,
  response: { 200: z.unknown().describe('The file, by its own content type'), ...PROBLEMS },
};

/** Files that agents send, and those that customers sent. Reading and storing is audited. */
export function fileRoutes(
  deps: Pick<AdminDeps, 'conversationFiles' | 'reach' | 'audit' | 'clock' | 'uploadBytesMax'>,
): FastifyPluginAsyncZod {
  return async (app) => {
    await app.register(multipart);
    app.post(
      '/conversations/:id/files',
      // The body is no JSON that a repeated key could be compared by.
      { config: { idempotent: false }, schema: UPLOAD },
      async (request, reply) => {
        const conversationId = request.params.id;
        const actor = actorOf(request);
        await refuseOthers(deps, { conversationId, actor });
        const file = await readFile(request, deps.uploadBytesMax);
        const at = deps.clock.now();
        const fileId = await deps.conversationFiles.save({ ...file, conversationId, at });
        const subject = { subjectKind: 'conversation', subjectId: conversationId };
        await deps.audit.record([{ actor, action: 'file.stored', ...subject, data: { fileId } }]);
        const { name, contentType, bytes } = file;
        return reply.code(201).send({ fileId, name, contentType, sizeBytes: bytes.byteLength });
      },
    );
    app.get('/conversations/:id/files/:fileId', { schema: DOWNLOAD }, async (request, reply) => {
      const { id, fileId } = request.params;
      const file = await deps.conversationFiles.read(id, fileId);
      if (file === undefined) throw new AppError('not_found', 'there is no such file');
      const actor = actorOf(request);
      const subject = { subjectKind: 'file', subjectId: fileId };
      const data = { conversationId: id };
      await deps.audit.record([{ actor, action: 'file.read', ...subject, data }]);
      const { buffer, byteOffset, byteLength } = file.bytes;
      return reply.headers(fileHeaders(file)).send(Buffer.from(buffer, byteOffset, byteLength));
    });
  };
}

/** The one file of the body. Throws when there is none, when it is too large, or none that we accept. */
async function readFile(request: FastifyRequest, bytesMax: number): Promise<SniffedFile> {
  if (!request.isMultipart()) {
    throw new AppError('unsupported_media_type', 'send the file as multipart/form-data');
  }
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > bytesMax + FORM_BYTES_MAX) throw tooLarge(bytesMax);
  const { name, bytes } = await readPart(request, bytesMax);
  const file = await sniffFile(name, bytes);
  if (file !== undefined) return file;
  throw new AppError('unsupported_media_type', 'not a photo, PDF, audio or video that we accept');
}

async function readPart(
  request: FastifyRequest,
  bytesMax: number,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const limits = { fileSize: bytesMax, files: 1, fields: 4, fieldSize: FORM_BYTES_MAX, parts: 5 };
  try {
    const part = await request.file({ limits });
    if (part === undefined) throw new AppError('bad_request', 'the body holds no file');
    return { name: part.filename, bytes: await part.toBuffer() };
  } catch (error) {
    if (error instanceof AppError) throw error;
    const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
    if (status === 413) throw tooLarge(bytesMax);
    // The parser's complaints about a broken body carry no status.
    throw new AppError('bad_request', 'the multipart body is broken', { cause: error });
  }
}

function tooLarge(bytesMax: number): AppError {
  const limit = Math.floor(bytesMax / 1_000_000);
  return new AppError('payload_too_large', `a file may have ${limit} MB; nothing was stored`);
}
