import type { z } from 'zod';

/** A call as it came, its token already checked. */
export interface ApiCall {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** JSON; undefined for anything else. */
  readonly body: unknown;
  readonly raw: Buffer;
  readonly contentType: string;
}

export type ApiAnswer =
  | { readonly kind: 'json'; readonly text: string; readonly errcode: number }
  | {
      readonly kind: 'bytes';
      readonly bytes: Uint8Array;
      readonly contentType: string;
      readonly name: string;
    };

/** `POST /cgi-bin/...` to what answers it. */
export type ApiRoutes = Readonly<Record<string, (call: ApiCall) => ApiAnswer | Promise<ApiAnswer>>>;

export function failed(errcode: number, hint = 'see the documentation'): ApiAnswer {
  // Fields that nobody announced are WeChat's habit.
  const errmsg = `${hint}, hint: [1763900000-sim], more info at the documentation`;
  return { kind: 'json', text: JSON.stringify({ errcode, errmsg, _sim: true }), errcode };
}

export function done(value: Readonly<Record<string, unknown>> = {}): ApiAnswer {
  return bare({ errcode: 0, errmsg: 'ok', ...value });
}

/** Without errcode, as many answers of the Official Account are. */
export function bare(value: Readonly<Record<string, unknown>>): ApiAnswer {
  return { kind: 'json', text: JSON.stringify(value), errcode: 0 };
}

/** With a number beyond 2^53 in it, which JSON.stringify cannot write. */
export function withLargeNumber(name: string, value: bigint): ApiAnswer {
  return { kind: 'json', text: `{"errcode":0,"errmsg":"ok","${name}":${value}}`, errcode: 0 };
}

/** A route whose body has a form; anything else is answered with `errcode`. */
export function taking<T>(
  schema: z.ZodType<T>,
  errcode: number,
  handle: (body: T, call: ApiCall) => ApiAnswer | Promise<ApiAnswer>,
): (call: ApiCall) => ApiAnswer | Promise<ApiAnswer> {
  return (call) => {
    const parsed = schema.safeParse(call.body);
    if (parsed.success) return handle(parsed.data, call);
    return failed(errcode, parsed.error.issues.map((issue) => issue.path.join('.')).join(' '));
  };
}
