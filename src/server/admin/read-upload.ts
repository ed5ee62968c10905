import type { FastifyRequest } from 'fastify';
import { AppError } from '../../lib/errors.ts';
import { type SniffedFile, sniffFile } from '../files/sniff-file.ts';

/** What a multipart body may have beside its file, in bytes. */
const FORM_BYTES_MAX = 16_384;

/** The one file of the body. Throws when there is none, when it is too large, or none that we accept. */
export async function readUpload(request: FastifyRequest, bytesMax: number): Promise<SniffedFile> {
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
