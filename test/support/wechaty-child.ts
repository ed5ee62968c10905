/**
 * One account of 微信客服 behind a puppet server, in a process of its own. Arguments: WeChat's address, the endpoint to
 * listen at, the token. Writes `listening`; ends with its standard input.
 */
import { makeKfClient } from '../../src/bot/channels/wechat/protocol/kf-client.ts';
import { makeKfSource } from '../../src/bot/channels/wechat/puppets/kf-source.ts';
import { servePuppet } from '../../src/bot/channels/wechat/puppets/puppet-server.ts';
import { PuppetWecomKf } from '../../src/bot/channels/wechat/puppets/puppet-wecom-kf.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { systemRandom } from '../../src/lib/ids.ts';
import { makeLog } from '../../src/lib/log.ts';
import { makeMemoryTokenStore } from '../bot/channels/wechat/protocol/memory-token-store.ts';
import { kfSettings } from '../bot/channels/wechat/protocol/settings.ts';

const [baseUrl = '', endpoint = '', token = ''] = process.argv.slice(2);
const log = makeLog({ level: 'silent' });
const api = makeKfClient({
  settings: kfSettings(baseUrl),
  tokens: makeMemoryTokenStore(),
  clock: systemClock,
});
const parts = { clock: systemClock, random: systemRandom, name: '理赔客服' };
const openKfid = 'wk1';
const source = makeKfSource({ api, openKfid, clock: systemClock, log, pollMs: 100 });
const puppet = new PuppetWecomKf({ ...parts, api, openKfid, source });
await servePuppet({ puppet, endpoint, token });
process.stdout.write('listening\n');
process.stdin.resume();
process.stdin.once('end', () => process.exit(0));
