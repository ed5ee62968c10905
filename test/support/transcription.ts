import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** An endpoint that speaks OpenAI's `audio/transcriptions`. */
export interface FakeTranscription {
  readonly url: string;
  /** A recording with these bytes in it has these words; every other has none. */
  hears(bytes: string, words: string): void;
  stop(): Promise<void>;
}

/** Starts one on a free port. */
export async function startFakeTranscription(): Promise<FakeTranscription> {
  const known = new Map<string, string>();
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const heard = body.toString('latin1');
      const text = [...known].find(([bytes]) => heard.includes(bytes))?.[1] ?? '';
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ text }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    hears: (bytes, words) => void known.set(bytes, words),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
