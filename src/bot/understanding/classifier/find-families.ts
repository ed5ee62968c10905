import { type Unit, unitsOf } from './units.ts';
import { FAMILIES } from './word-families.ts';

/** Counted this often, since one foreign word outweighs several of ours. */
const FOREIGN_REPEATS = 3;

/** A foreign matter with none of these beside it: a claim on 住院险 is worded like one of ours. */
const ALONE = '@and nothing of ours';
const OURS =
  /车|交强|商业险|三者|座位险|司乘|驾乘|保单|定损|查勘|追尾|[撞刮蹭剐]|出险|你们|你家|报案|续保|投诉|退保|批改/;

/** The words that begin with the units on the way here. */
interface Branch {
  readonly next: Map<number, Branch>;
  families: readonly string[];
}

const newBranch = (): Branch => ({ next: new Map(), families: [] });

/** By the characters of a word as it is written, and by how they sound (two characters and more). */
const written = newBranch();
const sounding = newBranch();
for (const [name, words] of Object.entries(FAMILIES)) {
  for (const word of words.split(' ')) {
    const units = unitsOf(word);
    addTo(
      written,
      units.map(({ charId }) => charId),
      name,
    );
    // What only sounds foreign is not: 应答 is no 英大.
    if (units.length > 1 && !isForeign(name))
      addTo(
        sounding,
        units.map(({ soundId }) => soundId),
        name,
      );
  }
}

function isForeign(name: string): boolean {
  return name.startsWith('@');
}

function addTo(root: Branch, units: readonly number[], name: string): void {
  let branch = root;
  for (const unit of units) {
    const next = branch.next.get(unit) ?? newBranch();
    branch.next.set(unit, next);
    branch = next;
  }
  if (!branch.families.includes(name)) branch.families = [...branch.families, name];
}

/**
 * The families of the words in a text, the longest word first at every place. What is written counts before what
 * only sounds like it: `包裹到` is a parcel, though `裹到` sounds like 国道.
 */
export function familiesIn(units: readonly Unit[]): readonly string[] {
  const found: string[] = [];
  const isTaken = new Array<boolean>(units.length).fill(false);
  const chars = units.map(({ charId }) => charId);
  take({ units: chars, words: written, lengthMin: 2 }, isTaken, found);
  take(
    { units: units.map(({ soundId }) => soundId), words: sounding, lengthMin: 2 },
    isTaken,
    found,
  );
  take({ units: chars, words: written, lengthMin: 1 }, isTaken, found);
  if (found.some(isForeign) && !OURS.test(units.map(({ char }) => char).join('')))
    for (let n = 0; n < FOREIGN_REPEATS; n++) found.push(ALONE);
  return found;
}

interface Reading {
  readonly units: readonly number[];
  readonly words: Branch;
  readonly lengthMin: number;
}

/** Adds the families of the longest words that lie on free places, and takes the places. */
function take({ units, words, lengthMin }: Reading, isTaken: boolean[], found: string[]): void {
  for (let at = 0; at < units.length; at++) {
    let branch: Branch | undefined = words;
    let length = 0;
    let names: readonly string[] = [];
    for (let n = 1; at + n <= units.length && isTaken[at + n - 1] !== true; n++) {
      branch = branch.next.get(units[at + n - 1] ?? 0);
      if (branch === undefined) break;
      if (n < lengthMin || branch.families.length === 0) continue;
      names = branch.families;
      length = n;
    }
    if (length === 0) continue;
    isTaken.fill(true, at, at + length);
    for (const name of names) {
      const times = isForeign(name) ? FOREIGN_REPEATS : 1;
      for (let n = 0; n < times; n++) found.push(name);
    }
    at += length - 1;
  }
}

const OTHER_INSURANCE: ReadonlySet<string> = new Set([
  '@social insurance',
  '@other insurance',
  '@other insurer',
]);

/** True for words about somebody else's insurance with nothing of ours beside it: 170 of the 175 such lines of the corpus are out of scope. */
export function isOtherInsurance(text: string): boolean {
  const families = familiesIn(unitsOf(text));
  return families.includes(ALONE) && families.some((name) => OTHER_INSURANCE.has(name));
}

/** True for words about a matter that is somebody else's, whatever stands beside it. */
export function namesForeign(text: string): boolean {
  return familiesIn(unitsOf(text)).some(isForeign);
}
