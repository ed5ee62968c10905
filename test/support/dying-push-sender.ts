// Run as a process of its own: sends pushes to a transport until the test kills it.
import { Pool } from 'pg';
import { systemClock } from '../../src/lib/clock.ts';
import { httpTransport, makePushSender } from './push-sender.ts';

const [connectionString, url = '', honours] = process.argv.slice(2);
const pool = new Pool({ connectionString, max: 6 });
const transport = httpTransport(url, honours === 'yes');
const { deliverer, outreach } = makePushSender({ pool, transport, clock: systemClock });
outreach.start();
// What was queued again after a death is sent by the sweep of a real worker.
setInterval(() => void deliverer.deliver(), 500);
process.stdout.write('.');
