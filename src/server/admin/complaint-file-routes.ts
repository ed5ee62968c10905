import multipart from '@fastify/multipart';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError } from '../../lib/errors.ts';
import { complaintFileParams, complaintParams } from '../contract/complaint.ts';
import { uploadedFile } from '../contract/handoff.ts';
import { fileHeaders } from '../files/file-headers.ts';
import { PROBLEMS } from './answers.ts';
import { actorOf } from './authenticate.ts';
import { noComplaint } from './complaint-act-route.ts';
import { complaintActorOf } from './complaint-actor.ts';
import type { AdminDeps } from './ports.ts';
import { readUpload } from './read-upload.ts';

const TAGS = ['complaints'];

const UPLOAD = {
  tags: TAGS,
  operationId: 'uploadComplaintFile',
  summary: 'One file of evidence, as multipart/form-data; a supplement names it then',
  consumes: ['multipart/form-data'],
  params: complaintParams,
  response: { 201: uploadedFile, ...PROBLEMS },
};

const DOWNLOAD = {
  tags: TAGS,
  operationId: 'downloadComplaintFile',
  summary: 'The bytes of a file of the evidence of this complaint',
  params: complaintFileParams,
  response: { 200: z.unknown().describe('The file, by its own content type'), ...PROBLEMS },
};

type Deps = Pick<AdminDeps, 'complaints' | 'audit' | 'clock' | 'uploadBytesMax'>;

/** Evidence of a complaint, put there at the desk or handed in by the customer. Reading and storing is audited. */
export function complaintFileRoutes(deps: Deps): FastifyPluginAsyncZod {
  const { complaints } = deps;
  return async (app) => {
    await app.register(multipart);
    app.post(
      '/complaints/:no/files',
      // The body is no JSON that a repeated key could be compared by.
      { config: { idempotent: false }, schema: UPLOAD },
      async (request, reply) => {
        const complaintNo = request.params.no;
        await refuseOthers(deps, complaintNo, complaintActorOf(request));
        const file = await readUpload(request, deps.uploadBytesMax);
        const fileId = await complaints.saveFile({ ...file, complaintNo, at: deps.clock.now() });
        const subject = { subjectKind: 'complaint', subjectId: complaintNo };
        const entry = { actor: actorOf(request), action: 'file.stored', ...subject };
        await deps.audit.record([{ ...entry, data: { fileId } }]);
        const { name, contentType, bytes } = file;
        return reply.code(201).send({ fileId, name, contentType, sizeBytes: bytes.byteLength });
      },
    );
    app.get('/complaints/:no/files/:fileId', { schema: DOWNLOAD }, async (request, reply) => {
      const { no, fileId } = request.params;
      const file = await complaints.readFile(no, fileId);
      if (file === undefined) throw new AppError('not_found', 'there is no such file');
      const subject = { subjectKind: 'file', subjectId: fileId };
      const entry = { actor: actorOf(request), action: 'file.read', ...subject };
      await deps.audit.record([{ ...entry, data: { complaintNo: no } }]);
      const { buffer, byteOffset, byteLength } = file.bytes;
      return reply.headers(fileHeaders(file)).send(Buffer.from(buffer, byteOffset, byteLength));
    });
  };
}

/** Before a byte is read: who may not add to a complaint puts no file with it. */
async function refuseOthers(
  { complaints }: Pick<Deps, 'complaints'>,
  complaintNo: string,
  by: ReturnType<typeof complaintActorOf>,
): Promise<void> {
  const found = await complaints.find(complaintNo, by);
  if (found === undefined) throw noComplaint();
  if (found.may.includes('supplement')) return;
  throw new AppError('forbidden', 'you may add nothing to this complaint now');
}
