/** From and to, both included. */
type Range = readonly [number, number];

export function includes(ranges: readonly Range[], code: number): boolean {
  return ranges.some(([from, to]) => from <= code && code <= to);
}

/**
 * About what was sent: kinds and sizes of media, buttons and their lengths, texts too long or empty, JSON that
 * is none. Another message may well be taken.
 */
export const CONTENT_RANGES: readonly Range[] = [
  [40004, 40012],
  [40015, 40028],
  [40033, 40035],
  [40038, 40039],
  [40054, 40055],
  [40094, 40094],
  [40117, 40123],
  [40137, 40137],
  [40155, 40155],
  [40206, 40206],
  [41005, 41007],
  [41016, 41016],
  [41064, 41065],
  [41072, 41072],
  [41080, 41090],
  [42014, 42020],
  [42027, 42051],
  [44001, 44004],
  [45001, 45008],
  [45032, 45034],
  [45067, 45067],
  [45083, 45084],
  [46001, 46001],
  [47001, 47003],
  [65316, 65317],
  [82004, 82004],
  [85002, 85002],
  [90200, 90205],
  [301015, 301019],
  [400237, 400237],
  [830001, 830003],
];

/**
 * A definite no to which nothing about a message can be changed: secrets, permissions, addresses, accounts, missing
 * and wrong parameters, and all that belongs to services the desk does not call. One family of codes a line.
 */
export const REFUSAL_RANGES: readonly Range[] = [
  // Parameters, credentials, limits of an account, permissions.
  [40001, 40299],
  [41001, 41199],
  [42001, 42099],
  [43001, 43099],
  [45001, 45199],
  [46001, 46099],
  [48001, 48099],
  [49001, 49099],
  [50001, 50199],
  // Members, departments, addresses we call from; schools; the Official Account's servicers and menus.
  [60001, 60299],
  [61450, 61599],
  [65000, 65499],
  // Devices, invoices, trusted domains, tags, orders, groups.
  [71000, 72099],
  [80001, 82199],
  [84001, 84299],
  [85001, 86299],
  // Shaking, profiles, payments, calendars, meetings, live rooms, robots, work benches.
  [90001, 90799],
  [91000, 94099],
  // 微信客服.
  [95000, 95099],
  // Attendance, archives, imports, conferences.
  [301001, 302099],
  [400001, 400399],
  // Hardware, small programs, drives, merchants, chains of companies, mail, licences.
  [600001, 600099],
  [610001, 610099],
  [640001, 640099],
  [660001, 660099],
  [670001, 670099],
  [680000, 680199],
  [701001, 701299],
  [710000, 710499],
  [730000, 730099],
  [740000, 740099],
  [751001, 751099],
  [770001, 770099],
  [790000, 790099],
  [842001, 846099],
  [2000001, 2000099],
  [2400001, 2400099],
  [9001001, 9001099],
];
