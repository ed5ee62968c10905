import { describeConversationLog } from './conversation-log-contract.ts';
import { makeMemoryLog } from './memory-log.ts';

describeConversationLog('the memory log', async () => makeMemoryLog());
