import type { FileBoxInterface } from 'file-box';
import type { InboxRow } from '../../../../domain/wechat/ports.ts';
import { SECOND_MS } from '../../../../lib/clock.ts';
import { acceptAt, openPlace } from '../receive/conversation.ts';
import { type TakenMedia, takeMedia } from '../receive/media-in.ts';
import { toActivity } from '../receive/to-activity.ts';
import { fetchFile } from './fetch-file.ts';
import type { CustomerMessage } from './to-inbound.ts';
import type { WechatyDeps } from './wechaty-deps.ts';

/** A puppet tells a message once: whatever fails here is tried until then, about a minute and a half. */
const TRIES_MAX = 9;
const PAUSE_FIRST_MS = 0.5 * SECOND_MS;
const PAUSE_MAX_MS = 20 * SECOND_MS;
/** Ids of messages that were stored, so that a copy fetches no file again; the database knows them all. */
const SEEN_MAX = 10_000;

/** Stores what customers write: one message of a person after the other, people side by side. Never rejects. */
export interface Hearing {
  take(inbound: CustomerMessage, getFile: () => Promise<FileBoxInterface>): Promise<void>;
  /** Ends the waiting; resolves once nothing is on its way. */
  stop(): Promise<void>;
}

interface Told {
  readonly inbound: CustomerMessage;
  readonly getFile: () => Promise<FileBoxInterface>;
}

/** The hearing of one account. */
export function makeHearing(deps: WechatyDeps): Hearing {
  const stopping = new AbortController();
  const lanes = new Map<string, Promise<void>>();
  const seen = new Set<string>();
  return {
    take: (inbound, getFile) => {
      const { userId, messageId } = inbound;
      if (seen.has(messageId)) return Promise.resolve();
      remember(seen, messageId);
      const before = lanes.get(userId) ?? Promise.resolve();
      const lane = before
        .then(() => takeUntilStored(deps, { inbound, getFile }, stopping.signal))
        .then((isStored) => {
          if (!isStored) seen.delete(messageId);
          if (lanes.get(userId) === lane) lanes.delete(userId);
        });
      lanes.set(userId, lane);
      return lane;
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(lanes.values());
    },
  };
}

async function takeUntilStored(
  deps: WechatyDeps,
  told: Told,
  stopping: AbortSignal,
): Promise<boolean> {
  const { channelAccount, messageId } = told.inbound;
  let pauseMs = PAUSE_FIRST_MS;
  for (let attempt = 1; attempt <= TRIES_MAX; attempt += 1) {
    try {
      if (await takeOnce(deps, told, attempt)) return true;
    } catch (err) {
      deps.log.warn({ err, channelAccount, messageId, attempt }, 'a message was not stored yet');
    }
    if (stopping.aborted) break;
    await deps.clock.sleep(pauseMs, stopping);
    pauseMs = Math.min(2 * pauseMs, PAUSE_MAX_MS);
  }
  deps.log.error({ channelAccount, messageId }, 'a message from wechaty was not stored');
  return false;
}

/** False: its file may come with the next attempt. */
async function takeOnce(
  deps: WechatyDeps,
  { inbound, getFile }: Told,
  attempt: number,
): Promise<boolean> {
  const { content, userId } = inbound;
  const row: InboxRow = { id: '', inbound, attempt, receivedAt: deps.clock.now() };
  const place = await openPlace(deps, row, userId);
  if (place === 'known') return true;
  let media: TakenMedia | undefined;
  if ('mediaId' in content) {
    const taken = await takeMedia(
      { ...deps, accounts: fileOf(deps, row, getFile) },
      place,
      content,
    );
    if ('kind' in taken) return false;
    media = taken;
  }
  const accepted = await acceptAt(deps, place, toActivity(content, media));
  const fileId = media?.attachment.fileId;
  // The copy of a message that was stored before a restart: its file is there already.
  if (accepted.kind === 'duplicate' && fileId !== undefined) await deps.files.remove([fileId]);
  return true;
}

/** The message as an account with one file. */
function fileOf(
  { clock }: WechatyDeps,
  { inbound }: InboxRow,
  getFile: () => Promise<FileBoxInterface>,
) {
  const downloadMedia = (_id: string, bytesMax: number) => fetchFile(getFile, { bytesMax, clock });
  return new Map([[inbound.channelAccount, { downloadMedia }]]);
}

function remember(seen: Set<string>, id: string): void {
  seen.add(id);
  if (seen.size <= SEEN_MAX) return;
  const [oldest] = seen;
  if (oldest !== undefined) seen.delete(oldest);
}
