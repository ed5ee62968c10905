import type { Pool } from 'pg';
import { makeDescribeState } from '../bot/dialogue/describe-state.ts';
import type { ComplaintNews } from '../domain/complaint/news.ts';
import type { HandoffDesk } from '../domain/handoff/desk.ts';
import type { SummaryWriter } from '../domain/handoff/summary-writer.ts';
import { allFlows } from '../flows/all-flows.ts';
import { claimStages } from '../flows/copy/claim-stages.ts';
import { packetPromises, packetSummary } from '../flows/copy/handoff-packet.ts';
import type { Clock } from '../lib/clock.ts';
import type { Random } from '../lib/ids.ts';
import type { ConversationFilesPort, DeskAdminDeps } from '../server/admin/ports-desk.ts';
import { readDeskNow } from '../store/desk/desk-now.ts';
import { makeHandoffReader } from '../store/desk/handoff-reader.ts';
import { makeLinkStore } from '../store/desk/links.ts';
import { makeNoteStore } from '../store/desk/notes.ts';
import { isSignedIn, makeReachStore } from '../store/desk/reach.ts';
import { makeRegistry } from '../store/desk/registry.ts';
import { makeRoster } from '../store/desk/roster.ts';
import { readSaidLately } from '../store/desk/said-lines.ts';
import type { Sql } from '../store/sql.ts';
import type { DeskFiles } from './files.ts';
import { withModelSummaries } from './summaries.ts';

export interface DeskAdminInput {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly feed: DeskAdminDeps['deskFeed'];
  readonly handoffDesk: HandoffDesk;
  readonly files: DeskFiles;
  /** Tells customers of complaints that are written down in their chat; absent: they are told nothing. */
  readonly complaintNews?: ComplaintNews<Sql>;
  /** Sends that replies leave over on a WeChat account. */
  readonly keptForNews?: (channelAccount: string) => number;
  /** How the insurer calls itself. */
  readonly brandName: string;
  /** Absent: the language model is off. */
  readonly summaryWriterFor?: ((conversationId: string) => SummaryWriter) | undefined;
  /** The largest file, in bytes. */
  readonly uploadBytesMax: number;
}

/** What the routes of the desk need: hand-offs, their conversations, and whoever works there. */
export function makeDeskAdmin(deps: DeskAdminInput): DeskAdminDeps {
  const { pool, clock } = deps;
  return {
    handoffs: withModelSummaries({
      reader: makeHandoffReader({
        ...deps,
        describeState: makeDescribeState(allFlows),
        stageOf: (status) => claimStages[status].badge,
        summaryWords: packetSummary,
        promiseWords: packetPromises,
      }),
      summaryWriterFor: deps.summaryWriterFor,
      readSaidLately: (id) => readSaidLately(pool, id),
    }),
    handoffDesk: deps.handoffDesk,
    reach: makeReachStore(deps),
    notes: makeNoteStore(deps),
    links: makeLinkStore(deps),
    conversationFiles: ofConversations(deps.files),
    roster: makeRoster(deps),
    deskNow: () => readDeskNow(deps),
    consoles: { isSignedIn: (sessionId) => isSignedIn(pool, sessionId, clock.now()) },
    registry: makeRegistry({
      ...deps,
      news: deps.complaintNews,
      publishDesk: (events) => deps.feed.publishDesk(events),
    }),
    deskFeed: deps.feed,
    brandName: deps.brandName,
    uploadBytesMax: deps.uploadBytesMax,
  };
}

/** A file of another conversation is none: ids alone open nothing. */
export function ofConversations(files: DeskFiles): ConversationFilesPort {
  return {
    save: files.save,
    find: async (conversationId, ids) => {
      const found = await Promise.all([...new Set(ids)].map((id) => files.find(id)));
      return found.flatMap((file) => (file?.conversationId === conversationId ? [file] : []));
    },
    read: async (conversationId, id) => {
      // Before its bytes are read.
      if ((await files.find(id))?.conversationId !== conversationId) return undefined;
      return files.read(id);
    },
  };
}
