import { describe, expect, it } from 'vitest';
import { findAmounts } from '../../../src/domain/entities/amount.ts';
import { foldText, simplify } from '../../../src/domain/entities/fold.ts';
import { findNumbers, readNumber } from '../../../src/domain/entities/number/find-numbers.ts';
import { findTimes } from '../../../src/domain/entities/time/find-times.ts';
import {
  readSpec,
  type SpecCase,
  type SpecResolution,
  type SpecResult,
} from '../../support/recognizer-specs.ts';
import { type NeverSaid, neverSaidNumbers, neverSaidSums, neverSaidTimes } from './never-said.ts';

const readable = (text: string): string => simplify(foldText(text));

/** Prints how many are right, and asserts that each of the others is listed as never said, with its reason. */
function checkAll(
  spec: { readonly name: string; readonly cases: readonly SpecCase[]; readonly rightMin: number },
  neverSaid: readonly NeverSaid[],
  judge: (spec: SpecCase) => string | undefined,
): void {
  const reasonOf = ({ Input }: SpecCase): string | undefined =>
    neverSaid.find(({ inputs }) =>
      inputs instanceof RegExp ? inputs.test(Input) : inputs.includes(Input),
    )?.reason;
  const wrong = spec.cases.filter((one) => judge(one) !== undefined);
  const missed = wrong.filter((one) => reasonOf(one) === undefined);
  const right = spec.cases.length - wrong.length;
  const never = wrong.length - missed.length;
  process.stdout.write(
    `${spec.name}: ${right} of ${spec.cases.length} right, ${never} never said by a car owner, ${missed.length} missed\n`,
  );
  // The reasons are patterns: what is right today although a pattern would excuse it must stay right.
  expect(right).toBeGreaterThanOrEqual(spec.rightMin);
  expect(missed.map((one) => `${one.Input}: ${judge(one)}`)).toEqual([]);
}

function judgeNumbers({ Input, Results }: SpecCase): string | undefined {
  const got = findNumbers(readable(Input)).map(({ value }) => value.value);
  const want = Results.map(({ Resolution }) => Number(Resolution?.value));
  return isSame(got, want) ? undefined : `${got} instead of ${want}`;
}

/** Only yuan are sums here; their other currencies must not be taken for any. */
function judgeSums({ Input, Results }: SpecCase): string | undefined {
  const got = findAmounts(readable(Input), { isAsked: false }).map(({ value }) => value.value);
  const want = Results.filter(({ Resolution }) => Resolution?.isoCurrency === 'CNY')
    .map(({ Resolution }) => Number(Resolution?.value ?? Number.NaN))
    .filter((value) => !Number.isNaN(value) && value > 0);
  return isSame(got, want) ? undefined : `${got} instead of ${want}`;
}

function isSame(got: readonly number[], want: readonly number[]): boolean {
  return got.length === want.length && got.every((value, i) => isClose(value, want[i] ?? 0));
}

/** Their results are rounded to fifteen digits. */
function isClose(a: number, b: number): boolean {
  return Math.abs(a - b) <= Math.abs(b) * 1e-12;
}

/** Of their candidates the past ones count; what lies in the future must not be read. */
function judgeTimes({ Input, Context, Results }: SpecCase): string | undefined {
  const reference = Context?.ReferenceDateTime;
  if (reference === undefined) return undefined;
  const now = new Date(`${reference}+08:00`);
  const got = findTimes(readable(Input), { now, isAsked: true }).map(({ value }) => value.value);
  const want = Results.map((result) => pastOf(result, reference)).filter(
    ({ length }) => length > 0,
  );
  const isRight =
    got.length === want.length &&
    got.every((value, i) => want[i]?.some((candidate) => fits(value, candidate)));
  return isRight ? undefined : `${got.join(', ')} instead of ${JSON.stringify(want)}`;
}

function pastOf({ TypeName, Resolution }: SpecResult, reference: string): readonly string[] {
  if (/duration|set/.test(TypeName)) return [];
  const values = (Resolution?.values ?? []).map(startOf).filter((value) => /^\d/.test(value));
  return values.filter((value) => value.length < 10 || value <= reference);
}

function startOf({ value, start }: NonNullable<SpecResolution['values']>[number]): string {
  const said = value ?? start ?? '';
  // A time without seconds; a part of the day is their range, and our day.
  return said
    .replace(' ', 'T')
    .replace(/^(\d\d:\d\d).*/, '$1')
    .slice(0, 16);
}

/** Ours is the minute or, for 昨晚 and the like, the day; a clock alone may be any day's. */
function fits(value: string, candidate: string): boolean {
  if (candidate.length === 5) return value.endsWith(`T${candidate}`) || value.length === 10;
  return value === candidate || (value.length === 10 && candidate.startsWith(value));
}

const numbers = readSpec('NumberModel');
const sums = readSpec('CurrencyModel');
const times = readSpec('DateTimeModel');
const isHere = numbers !== undefined && sums !== undefined && times !== undefined;

describe.runIf(isHere)("Microsoft Recognizers' Chinese specs", () => {
  it('numbers that a car owner would say are read as theirs', () => {
    checkAll(
      { name: 'NumberModel', cases: numbers ?? [], rightMin: 326 },
      neverSaidNumbers,
      judgeNumbers,
    );
  });

  it('sums that a car owner would say are read as theirs', () => {
    checkAll({ name: 'CurrencyModel', cases: sums ?? [], rightMin: 35 }, neverSaidSums, judgeSums);
  });

  it('times that a car owner would say are read as theirs, of two candidates the past one', () => {
    checkAll(
      { name: 'DateTimeModel', cases: times ?? [], rightMin: 200 },
      neverSaidTimes,
      judgeTimes,
    );
  });
});

describe.skipIf(isHere)(
  "our own list, because Recognizers' specs do not lie beside the repository",
  () => {
    it.each([
      ['壹佰伍拾', 150],
      ['两千四百五', 2450],
      ['7万5千4百', 75_400],
      ['一百零一万一千', 1_011_000],
      ['四亿五千六百四十二万零一十五', 456_420_015],
      ['十万柒仟捌佰伍拾肆', 107_854],
      ['4.78万亿', 4.78e12],
      ['二零零四', 2004],
      ['十五点七', 15.7],
      ['一千三', 1300],
    ])('%s is %d', (text, value) => {
      expect(readNumber(readable(text))).toBe(value);
    });
  },
);
