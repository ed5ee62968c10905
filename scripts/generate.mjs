// npm run generate: the database client from prisma/schema.prisma, without a download.
import { ensureInstalled, generate, requireNode } from './bootstrap.mjs';

requireNode();
await ensureInstalled();
await generate();
