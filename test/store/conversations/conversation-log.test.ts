import { afterAll, beforeAll } from 'vitest';
import { systemRandom } from '../../../src/lib/ids.ts';
import { makeConversationLog } from '../../../src/store/conversations/conversation-log.ts';
import { PreparedTurns } from '../../../src/store/conversations/prepared-turns.ts';
import { describeConversationLog } from '../../support/conversation-log-contract.ts';
import { startTestDatabase, type TestDatabase } from '../../support/database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await startTestDatabase();
});
afterAll(() => db.stop());

describeConversationLog('PostgreSQL', async () =>
  makeConversationLog({
    pool: db.pool,
    processId: 'test',
    prepared: new PreparedTurns(),
    random: systemRandom,
  }),
);
