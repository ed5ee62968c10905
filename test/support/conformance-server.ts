import { makeDirectLineServer } from './direct-line-server.ts';
import { makeMemoryFiles } from './memory-files.ts';
import { makeMemoryFeed, makeMemoryLog } from './memory-log.ts';

// Serves our Direct Line with the conformance bot, so that DirectLineJS's own suite can be run against it.
const { PORT = '3979', HOST = 'localhost', DIRECT_LINE_SECRET, PUBLIC_URL } = process.env;
if (DIRECT_LINE_SECRET === undefined || DIRECT_LINE_SECRET === '')
  throw new Error('set DIRECT_LINE_SECRET: the suite authorises with it');

const { app } = makeDirectLineServer({
  stores: { log: makeMemoryLog(), feed: makeMemoryFeed(), files: makeMemoryFiles() },
  secret: DIRECT_LINE_SECRET,
  baseUrl: () => PUBLIC_URL ?? `http://localhost:${PORT}`,
  fastify: { forceCloseConnections: true },
});
const address = await app.listen({ port: Number(PORT), host: HOST });
process.stdout.write(`Direct Line with the conformance bot: ${address}/v3/directline\n`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void app.close().then(() => process.exit(0)));
}
