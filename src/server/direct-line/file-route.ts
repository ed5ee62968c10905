import type { FastifyInstance } from 'fastify';
import { textField } from '../../lib/json.ts';
import { fileHeaders } from '../files/file-headers.ts';
import type { DirectLineDeps } from './deps.ts';
import { addDirectLineErrors, DirectLineError } from './errors.ts';

/** A file never changes and its address expires, so a browser may keep it for the day. */
const CACHE_CONTROL = 'private, max-age=86400, immutable';

/** `GET /files/:id`: the signature in the address is the permission, since an <img> carries no token. */
export function fileRoute(app: FastifyInstance, deps: DirectLineDeps): void {
  addDirectLineErrors(app);
  app.get('/:id', async (request, reply) => {
    const id = textField(request.params, 'id') ?? '';
    const verdict = deps.tokens.verifyFile(id, {
      exp: textField(request.query, 'exp') ?? '',
      sig: textField(request.query, 'sig') ?? '',
    });
    if (verdict === 'expired')
      throw new DirectLineError(403, 'TokenExpired', 'the address of this file has expired');
    if (verdict === 'foreign')
      throw new DirectLineError(403, 'Forbidden', 'the address of this file is not one of ours');
    const file = await deps.directLine.readFile(id);
    if (file === undefined) throw new DirectLineError(404, 'NotFound', 'no such file');
    return (
      reply
        .headers(fileHeaders(file))
        .header('cache-control', CACHE_CONTROL)
        // The address is the permission; a chat embedded in another site shows it too.
        .header('access-control-allow-origin', '*')
        .header('cross-origin-resource-policy', 'cross-origin')
        .send(Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength))
    );
  });
}
