import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { FastifyInstance } from 'fastify';
import { directLineShapes } from './direct-line-shapes.ts';

interface Swagger {
  readonly paths: Record<
    string,
    Record<string, { readonly responses: Record<string, { readonly schema?: object }> }>
  >;
  readonly definitions: Record<string, object>;
}

/** The official description, where its file lies beside the repository or is named; it is not ours to copy. */
const OFFICIAL =
  process.env['DIRECT_LINE_SWAGGER'] ??
  new URL('../../../shared/reference/specs/directline-3.0.json', import.meta.url);
const swagger: Swagger = existsSync(OFFICIAL)
  ? JSON.parse(readFileSync(OFFICIAL, 'utf8'))
  : directLineShapes;
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(swagger, 'swagger');

/** What the description says is wrong with a value; empty when nothing is. */
export function problemsOf(definition: string, value: unknown): readonly string[] {
  const validate = ajv.compile({ $ref: `swagger#/definitions/${definition}` });
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

/** Checks every Direct Line answer of this app against the description; the list fills with misses. */
export function checkAnswers(app: FastifyInstance): readonly string[] {
  const problems: string[] = [];
  app.addHook('onSend', async (request, reply, payload) => {
    const route = request.routeOptions.url ?? '';
    if (!route.startsWith('/v3/directline/') || request.method === 'OPTIONS') return payload;
    if (route.endsWith('/stream') || route.endsWith('*')) return payload;
    const path = route.replace(':id', '{conversationId}');
    const operation = swagger.paths[path]?.[request.method.toLowerCase()];
    const label = `${request.method} ${path} ${reply.statusCode}`;
    if (operation === undefined) {
      problems.push(`${label}: not an operation of the description`);
      return payload;
    }
    const isError = reply.statusCode >= 400;
    const schema = isError
      ? { $ref: '#/definitions/ErrorResponse' }
      : operation.responses[reply.statusCode]?.schema;
    if (schema === undefined) {
      problems.push(`${label}: not a status of the description`);
      return payload;
    }
    const value: unknown = JSON.parse(String(payload));
    const reference = '$ref' in schema ? String(schema.$ref).split('/').at(-1) : undefined;
    if (reference !== undefined)
      problems.push(...problemsOf(reference, value).map((problem) => `${label}: ${problem}`));
    return payload;
  });
  return problems;
}
