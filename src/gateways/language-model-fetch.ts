/** An answer of ours is a few hundred bytes; who sends more than this is no model, in bytes. */
const BODY_BYTES_MAX = 1_000_000;

/** `fetch` for somebody who is not trusted: follows no redirect with our key and words, reads no endless body. */
export function makeBoundedFetch(bytesMax = BODY_BYTES_MAX): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, { ...init, redirect: 'manual' });
    if (response.body === null) return response;
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(limit(bytesMax)), {
      status,
      statusText,
      headers,
    });
  };
}

function limit(bytesMax: number): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform: (chunk, controller) => {
      bytes += chunk.byteLength;
      if (bytes > bytesMax) controller.error(new Error('the body is too long'));
      else controller.enqueue(chunk);
    },
  });
}
