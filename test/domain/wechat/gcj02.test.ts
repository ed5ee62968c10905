import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Degrees, toGcj02, toWgs84 } from '../../../src/domain/wechat/gcj02.ts';

const METRES_PER_DEGREE = 111_320;

function metresBetween(a: Degrees, b: Degrees): number {
  const north = (a.latitude - b.latitude) * METRES_PER_DEGREE;
  const east =
    (a.longitude - b.longitude) * METRES_PER_DEGREE * Math.cos((a.latitude / 180) * Math.PI);
  return Math.hypot(north, east);
}

// WGS-84 and GCJ-02 of the same points, from eviltransform's own tests (Shanghai, Shenzhen, Beijing).
const KNOWN: readonly (readonly [Degrees, Degrees])[] = [
  [
    { latitude: 31.1774276, longitude: 121.5272106 },
    { latitude: 31.17530398364597, longitude: 121.531541859215 },
  ],
  [
    { latitude: 22.543847, longitude: 113.912316 },
    { latitude: 22.540796131694766, longitude: 113.9171764808363 },
  ],
  [
    { latitude: 39.911954, longitude: 116.377817 },
    { latitude: 39.91334545536069, longitude: 116.38404722455657 },
  ],
];

it.each(KNOWN)('%o is %o on a map of China, and back', (wgs, gcj) => {
  expect(metresBetween(toGcj02(wgs), gcj)).toBeLessThan(0.01);
  expect(metresBetween(toWgs84(gcj), wgs)).toBeLessThan(0.01);
});

it('moves a place in China by some hundred metres', () => {
  for (const [wgs] of KNOWN) expect(metresBetween(toGcj02(wgs), wgs)).toBeGreaterThan(300);
});

it('comes back to less than a metre everywhere in China', () => {
  const inChina = fc.record({
    latitude: fc.double({ min: 18, max: 53.5, noNaN: true }),
    longitude: fc.double({ min: 73.6, max: 135, noNaN: true }),
  });
  fc.assert(
    fc.property(inChina, (point) => {
      expect(metresBetween(toWgs84(toGcj02(point)), point)).toBeLessThan(1);
    }),
  );
});

it.each([
  ['Sydney', { latitude: -33.8568, longitude: 151.2153 }],
  ['London', { latitude: 51.5007, longitude: -0.1246 }],
])('%s is the same in both', (_name, point) => {
  expect(toWgs84(point)).toEqual(point);
  expect(toGcj02(point)).toEqual(point);
});
