import multipart from '@fastify/multipart';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError } from '../../lib/errors.ts';
import { conversationParams } from '../contract/conversation.ts';
import { fileParams, uploadedFile } from '../contract/handoff.ts';
import { fileHeaders } from '../files/file-headers.ts';
import { PROBLEMS } from './answers.ts';
import { actorOf } from './authenticate.ts';
import { refuseOthers } from './own-conversation.ts';
import type { AdminDeps } from './ports.ts';
import { readUpload } from './read-upload.ts';

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
        const file = await readUpload(request, deps.uploadBytesMax);
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
