import { isJsonObject, type Json, type JsonObject } from '../lib/json.ts';

const METHODS: ReadonlySet<string> = new Set(['get', 'post', 'put', 'delete', 'patch', 'head']);
const PROBLEM_REF = '#/components/schemas/Problem';
const ANY_JSON: JsonObject = { description: 'Any JSON value.' };

/**
 * Makes of what the plugins describe a document that client generators take: failures have their own content
 * type and one schema, a body that may be absent is not required, and what refers to a schema that the document lacks (zod's recursive "any JSON") is any JSON.
 */
export function mendOpenApi(document: JsonObject): JsonObject {
  const paths = isJsonObject(document['paths']) ? document['paths'] : {};
  let found: Json | undefined;
  const mended = mapValues(paths, (item) =>
    mapValues(item, (operation, method) => {
      if (!METHODS.has(method) || !isJsonObject(operation)) return operation;
      const responses = mapValues(operation['responses'], (response, status) => {
        if (!/^[45]/.test(status) || !isJsonObject(response)) return response;
        found ??= schemaOf(response);
        const content = { 'application/problem+json': { schema: { $ref: PROBLEM_REF } } };
        return { ...response, description: 'Problem details (RFC 9457)', content };
      });
      const { requestBody } = operation;
      const body = isJsonObject(requestBody) ? { requestBody: toOptional(requestBody) } : {};
      return { ...operation, ...body, responses };
    }),
  );
  const components = isJsonObject(document['components']) ? document['components'] : {};
  const known = isJsonObject(components['schemas']) ? components['schemas'] : {};
  const schemas = found === undefined ? known : { ...known, Problem: found };
  const whole = { ...document, paths: mended, components: { ...components, schemas } };
  return mapValues(whole, (part) => replaceDangling(part, schemas));
}

/** A route that takes null takes a request without a body. */
function toOptional(body: JsonObject): JsonObject {
  let isOptional = false;
  const content = mapValues(body['content'], (media) => {
    const schema = isJsonObject(media) ? media['schema'] : undefined;
    const kinds = isJsonObject(schema) ? schema['anyOf'] : undefined;
    if (!isJsonObject(media) || !Array.isArray(kinds)) return media;
    const others = kinds.filter((kind) => !isJsonObject(kind) || kind['type'] !== 'null');
    const [only] = others;
    if (others.length === kinds.length || only === undefined) return media;
    isOptional = true;
    return { ...media, schema: others.length === 1 ? only : { anyOf: others } };
  });
  return isOptional ? { ...body, content, required: false } : body;
}

function schemaOf(response: JsonObject): Json | undefined {
  const content = isJsonObject(response['content']) ? response['content'] : {};
  const [first] = Object.values(content);
  return isJsonObject(first) ? first['schema'] : undefined;
}

function replaceDangling(value: Json, schemas: JsonObject): Json {
  if (Array.isArray(value)) return value.map((item) => replaceDangling(item, schemas));
  if (!isJsonObject(value)) return value;
  const { $ref } = value;
  const name = typeof $ref === 'string' ? $ref.replace('#/components/schemas/', '') : undefined;
  if (name !== undefined && schemas[name] === undefined) return ANY_JSON;
  return mapValues(value, (inner) => replaceDangling(inner, schemas));
}

function mapValues(
  value: Json | undefined,
  change: (inner: Json, key: string) => Json | undefined,
): JsonObject {
  if (!isJsonObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) =>
      inner === undefined ? [] : [[key, change(inner, key)]],
    ),
  );
}
