/** A point on the earth, in degrees. Which system it is in is said by whoever holds it. */
export interface Degrees {
  readonly latitude: number;
  readonly longitude: number;
}

/** Krasovsky 1940, which the GCJ-02 offset is computed on: half the longer axis in metres, eccentricity squared. */
const AXIS_METRES = 6_378_245;
const ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943;
/** Where maps are offset: the bounds that every public implementation uses. */
const BOUNDS = { south: 0.8293, north: 55.8271, west: 72.004, east: 137.8347 } as const;
/** Each round comes about a thousand times nearer; three leave less than a millimetre. */
const ROUNDS = 3;

/**
 * GCJ-02, in which every map in mainland China is drawn and WeChat tells a place, from WGS-84, in which GPS and
 * the rest of the world measure. Source: the published eviltransform, whose test points are ours as well.
 */
export function toGcj02(point: Degrees): Degrees {
  const { latitude, longitude } = point;
  if (!isOffset(point)) return { latitude, longitude };
  const north = northMetres(longitude - 105, latitude - 35);
  const east = eastMetres(longitude - 105, latitude - 35);
  const radians = (latitude / 180) * Math.PI;
  const magic = 1 - ECCENTRICITY_SQUARED * Math.sin(radians) ** 2;
  const meridian = (AXIS_METRES * (1 - ECCENTRICITY_SQUARED)) / magic ** 1.5;
  const parallel = (AXIS_METRES / Math.sqrt(magic)) * Math.cos(radians);
  return {
    latitude: latitude + (north * 180) / (meridian * Math.PI),
    longitude: longitude + (east * 180) / (parallel * Math.PI),
  };
}

/** WGS-84 from GCJ-02, to less than a metre; points outside mainland China's bounds are the same in both. */
export function toWgs84(point: Degrees): Degrees {
  let { latitude, longitude } = point;
  if (!isOffset(point)) return { latitude, longitude };
  for (let round = 0; round < ROUNDS; round += 1) {
    const there = toGcj02({ latitude, longitude });
    latitude += point.latitude - there.latitude;
    longitude += point.longitude - there.longitude;
  }
  return { latitude, longitude };
}

function isOffset({ latitude, longitude }: Degrees): boolean {
  const { south, north, west, east } = BOUNDS;
  return latitude >= south && latitude <= north && longitude >= west && longitude <= east;
}

function northMetres(x: number, y: number): number {
  return (
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * Math.sqrt(Math.abs(x)) +
    ripple(x) +
    ((20 * wave(y) + 40 * wave(y / 3)) * 2) / 3 +
    ((160 * wave(y / 12) + 320 * wave(y / 30)) * 2) / 3
  );
}

function eastMetres(x: number, y: number): number {
  return (
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * Math.sqrt(Math.abs(x)) +
    ripple(x) +
    ((20 * wave(x) + 40 * wave(x / 3)) * 2) / 3 +
    ((150 * wave(x / 12) + 300 * wave(x / 30)) * 2) / 3
  );
}

function ripple(x: number): number {
  return ((20 * wave(6 * x) + 20 * wave(2 * x)) * 2) / 3;
}

function wave(turns: number): number {
  return Math.sin(turns * Math.PI);
}
