// Run as a process of its own: claims what is due, says so, and never finishes sending. The test kills it.
import { Pool } from 'pg';
import { makeDeliverOutbox } from '../../src/jobs/deliver-outbox.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { systemRandom } from '../../src/lib/ids.ts';
import { makeLog } from '../../src/lib/log.ts';
import { makeOutbox } from '../../src/store/outbox/outbox.ts';

const [connectionString] = process.argv.slice(2);
const pool = new Pool({ connectionString });
const deliverer = makeDeliverOutbox({
  outbox: makeOutbox({ pool }),
  senders: {
    sms: {
      isIdempotent: false,
      send: () => {
        process.stdout.write('sending\n');
        return new Promise(() => setInterval(() => undefined, 1_000));
      },
    },
    channels: {},
  },
  clock: systemClock,
  random: systemRandom,
  log: makeLog({ level: 'silent' }),
});
await deliverer.deliver();
