import { describe, expect, it } from 'vitest';
import { decidePush } from '../../../src/domain/push/decide.ts';
import { BROKEN } from './broken-policies.ts';
import { playHistory } from './play-history.ts';

const HISTORIES = 20_000;
/** A broken policy that goes unseen for so long is not seen at all. */
const HISTORIES_TO_FIND = 1_500;
const MINUTES_2 = 120_000;

describe('20,000 random histories', () => {
  it(
    'have each decision as the oracle wants it, and nothing that the oracle forbids was sent',
    () => {
      let [decisions, sends] = [0, 0];
      for (let seed = 1; seed <= HISTORIES; seed += 1) {
        const played = playHistory(seed, decidePush);
        if (played.fault !== undefined) expect.fail(played.fault);
        decisions += played.decisions;
        sends += played.sent.length;
      }
      // Enough of everything, or agreement would mean little.
      expect(decisions).toBeGreaterThan(150_000);
      expect(sends).toBeGreaterThan(40_000);
    },
    MINUTES_2,
  );
});

describe('the oracle finds', () => {
  it.each(Object.entries(BROKEN))(
    '%s',
    (_, policy) => {
      let fault: string | undefined;
      for (let seed = 1; seed <= HISTORIES_TO_FIND && fault === undefined; seed += 1) {
        fault = playHistory(seed, policy).fault;
      }
      expect(fault).toBeDefined();
    },
    MINUTES_2,
  );
});
