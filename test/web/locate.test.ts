import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { locate, placeLabel } from '../../src/web/chat/place/locate.ts';

type Ask = Geolocation['getCurrentPosition'];

/** A device whose only answer is given by the test. */
function device(ask: Ask): Pick<Navigator, 'geolocation'> {
  return {
    geolocation: {
      getCurrentPosition: ask,
      watchPosition: () => {
        throw new Error('nobody is followed');
      },
      clearWatch: () => undefined,
    },
  };
}

const coords = {
  latitude: 22.5,
  longitude: 114.1,
  accuracy: 8,
  altitude: null,
  altitudeAccuracy: null,
  heading: null,
  speed: 3,
};
const failing = (code: number): Ask => {
  return (_found, failed) =>
    failed?.({
      code,
      message: 'no',
      PERMISSION_DENIED: 1,
      POSITION_UNAVAILABLE: 2,
      TIMEOUT: 3,
    });
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('asking the device where it is', () => {
  it('takes the point and nothing else of what the device tells', async () => {
    const ask: Ask = (found) =>
      found({ coords: { ...coords, toJSON: () => '' }, timestamp: 0, toJSON: () => '' });
    expect(await locate(device(ask))).toEqual({
      kind: 'found',
      place: { latitude: 22.5, longitude: 114.1 },
    });
  });

  it('wants it exact, and within ten seconds', async () => {
    const wanted: unknown[] = [];
    await locate(
      device((found, failed, options) => {
        wanted.push(options);
        failing(2)(found, failed);
      }),
    );
    expect(wanted).toEqual([{ enableHighAccuracy: true, timeout: 10_000, maximumAge: 30_000 }]);
  });

  it.each([
    [1, 'denied'],
    [2, 'failed'],
    [3, 'failed'],
  ])('error %i is %s', async (code, kind) => {
    expect(await locate(device(failing(code)))).toEqual({ kind });
  });

  it('gives up on a browser that never answers', async () => {
    const asked = locate(device(() => undefined));
    await vi.advanceTimersByTimeAsync(45_000);
    expect(await asked).toEqual({ kind: 'failed' });
  });
});

it.each([
  [{ latitude: 22.540512, longitude: 114.05 }, '22.5405, 114.0500'],
  [{ latitude: -0.00004, longitude: 179.99999 }, '-0.0000, 180.0000'],
])('shows %j as %s', (place, label) => {
  expect(placeLabel(place)).toBe(label);
});
