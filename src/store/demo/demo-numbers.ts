import { idCheckCharacter, vinCheckCharacter } from '../../domain/identifiers.ts';
import { DAY_MS } from '../../lib/clock.ts';
import type { VehicleEnergy } from './data/vehicles.ts';
import type { Seeded } from './seeded.ts';

/** Demo numbers carry the year as seen from this day, so that they are the same at every first start. */
const NUMBERS_AS_OF = Date.UTC(2026, 10, 22);
/** Letters that plates use: neither I nor O. */
const PLATE_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
/** GB: D is pure electric, F any other new-energy car (domain.md 6). */
const ENERGY_LETTERS: Readonly<Record<VehicleEnergy, string>> = {
  petrol: '',
  plug_in_hybrid: 'F',
  electric: 'D',
};

/** The year in the number of something that was made so many days before the first start. */
export function numberYear(daysAgo: number): number {
  return new Date(NUMBERS_AS_OF - daysAgo * DAY_MS).getUTCFullYear();
}

/** The Shanghai day, `YYYYMMDD`, in the number of something that was made so many days before the first start. */
export function numberDay(daysAgo: number): string {
  return new Date(NUMBERS_AS_OF - daysAgo * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '');
}

export function padded(serial: number, length: number): string {
  return String(serial).padStart(length, '0');
}

/** A resident ID number with a right check character; born between 1955 and 2002. */
export function makeIdNumber(
  seeded: Seeded,
  person: { readonly regionCode: string; readonly gender: 'male' | 'female' },
): string {
  const born = `${seeded.int(1955, 2002)}${padded(seeded.int(1, 12), 2)}${padded(seeded.int(1, 28), 2)}`;
  // The seventeenth digit is odd for men and even for women.
  const sequence = 2 * seeded.int(5, 490) + (person.gender === 'male' ? 1 : 0);
  const first17 = `${person.regionCode}${born}${padded(sequence, 3)}`;
  return first17 + idCheckCharacter(first17);
}

/** A VIN with a right check digit. `DEM0` in it says that no such car was built. */
export function makeVin(maker: string, serial: number): string {
  const open = `${maker}DEM0A_T0${padded(serial, 6)}`;
  return open.replace('_', vinCheckCharacter(open.replace('_', '0')));
}

/** A plate of five characters behind the city's letter, six for new-energy cars. */
export function makePlate(seeded: Seeded, head: string, energy: VehicleEnergy): string {
  const letter = (): string => PLATE_LETTERS.charAt(seeded.int(0, PLATE_LETTERS.length - 1));
  const energyLetter = ENERGY_LETTERS[energy];
  if (energyLetter !== '') return `${head}${energyLetter}${seeded.digits(5)}`;
  return seeded.chance(0.5)
    ? `${head}${seeded.digits(4)}${letter()}`
    : `${head}${letter()}${seeded.digits(4)}`;
}
