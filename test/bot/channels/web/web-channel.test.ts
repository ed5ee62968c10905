import { beforeEach, describe, expect, it } from 'vitest';
import { makeWebChannel } from '../../../../src/bot/channels/web/web-channel.ts';
import { systemClock } from '../../../../src/lib/clock.ts';
import { systemRandom } from '../../../../src/lib/ids.ts';
import { makeMemoryFiles } from '../../../support/memory-files.ts';
import { makeMemoryFeed, makeMemoryLog } from '../../../support/memory-log.ts';

const ID = 'con_1';
const photo = { name: 'a.jpg', contentType: 'image/jpeg', bytes: Uint8Array.from([0xff, 0xd8]) };
const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

let log: ReturnType<typeof makeMemoryLog>;
let files: ReturnType<typeof makeMemoryFiles>;
let woken: string[];
let channel: ReturnType<typeof makeWebChannel>;

beforeEach(async () => {
  log = makeMemoryLog();
  files = makeMemoryFiles();
  woken = [];
  channel = build(log);
  await channel.open({ conversationId: ID, userId: 'dl_1' });
});

function build(transcript: typeof log) {
  return makeWebChannel({
    log: transcript,
    feed: makeMemoryFeed(),
    files,
    wake: (id) => void woken.push(id),
    clock: systemClock,
    random: systemRandom,
  });
}

function upload(clientActivityID: string, on = channel, attachments: readonly object[] = []) {
  const activity = { type: 'message', channelData: { clientActivityID }, attachments };
  return on.accept({ conversationId: ID, userId: 'dl_1', activity, files: [photo] });
}

describe('an upload', () => {
  it('that is sent again is the same message with the files of the first time', async () => {
    const first = await upload('u1');
    const kept = [...files.files.keys()];
    const [again, atOnce] = await Promise.all([upload('u1'), upload('u1')]);
    expect([again, atOnce]).toEqual([first, first]);
    expect([...files.files.keys()]).toEqual(kept);
    const [message] = await log.read(ID, 0, 10);
    expect(message?.activity.attachments?.map((one) => one.fileId)).toEqual(kept);
    expect(woken).toEqual([ID]);
  });

  it('that is sent again leaves no picture of its text behind either', async () => {
    const inline = [{ contentType: 'image/png', contentUrl: PIXEL }];
    await upload('u1', channel, inline);
    expect(files.files.size).toBe(2);
    await upload('u1', channel, inline);
    expect(files.files.size).toBe(2);
  });

  it('of another message keeps its own files', async () => {
    await upload('u1');
    await upload('u2');
    expect(files.files.size).toBe(2);
  });

  it('leaves nothing behind when the conversation ends meanwhile', async () => {
    const ending = build({
      ...log,
      accept: async (inbound) => {
        await log.end(ID, systemClock.now());
        return log.accept(inbound);
      },
    });
    expect(await upload('u1', ending)).toEqual({ kind: 'ended' });
    expect(files.files.size).toBe(0);
  });

  it('keeps its files when nobody knows whether the message was stored', async () => {
    const breaking = build({
      ...log,
      accept: async (inbound) => {
        await log.accept(inbound);
        throw new Error('the connection broke after the commit');
      },
    });
    await expect(upload('u1', breaking)).rejects.toThrow('after the commit');
    const [message] = await log.read(ID, 0, 10);
    expect(message?.activity.attachments?.map((one) => one.fileId)).toEqual([
      ...files.files.keys(),
    ]);
  });
});
