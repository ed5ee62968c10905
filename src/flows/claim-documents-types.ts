import { documentNamedIn } from '../domain/claim/document-names.ts';
import type { Json } from '../lib/json.ts';
import { copy } from './copy/zh-cn.ts';
import type { SlotType } from './flow.ts';

const text = copy.documents;

/** Names in a list, kept between turns; never read from a text. */
export const namesType: SlotType = {
  name: 'names',
  check: (value) =>
    Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined,
};

/** The names in a slot of `namesType`. */
export function namesIn(value: Json | undefined): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: Json) => (typeof one === 'string' ? [one] : []));
}

/** One of the papers that are missing, by its name or by what people call it. */
export const documentType: SlotType = {
  name: 'claim_document',
  parse: (said, { options }) =>
    documentNamedIn(
      said,
      options.flatMap(({ value }) => (typeof value === 'string' ? [value] : [])),
    ),
  check: (value) => (typeof value === 'string' && value !== '' ? value : undefined),
  show: String,
};

const LACKS =
  /没有(?:这|那)[个一项种]|(?:这|那)[个一]项?(?:我)?(?:没有|没办|没开)|拿不到|开不出|提供不了|交不了|没法提供/;

/** `lost` or `none`: the paper that was asked for cannot be handed in. */
export const lacksType: SlotType = {
  name: 'lacks_document',
  parse: (said) => {
    if (text.lostWords.test(said)) return 'lost';
    return LACKS.test(said) ? 'none' : undefined;
  },
  check: (value) => (value === 'lost' || value === 'none' ? value : undefined),
};

const FINISHED =
  /(?:都|全部?|已经|就)?(?:发|传|交|拍)(?:完|齐|好)了|就这些|全了|齐了|没有?(?:别的|其他|更多)|发完/;

/** Nothing more is handed in now. */
export const finishedType: SlotType = {
  name: 'documents_finished',
  parse: (said) => (FINISHED.test(said) && said.length <= 12 ? true : undefined),
  check: (value) => (value === true ? true : undefined),
};
