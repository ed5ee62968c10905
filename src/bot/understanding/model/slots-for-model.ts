import { findEntities } from '../../../domain/entities/find-entities.ts';
import { comparable } from '../../../domain/privacy/inspect-answer.ts';
import type { SlotSpec } from '../../../flows/flow.ts';
import type { Json } from '../../../lib/json.ts';
import { bare } from '../hygiene.ts';
import type { ActiveView, DialogueView } from '../understanding.ts';

/** What proves a person is never taken from a model, under whatever name. */
const IDENTITY: ReadonlySet<string> = new Set(['id_last4', 'one_time_code']);
/** One character occurs in everything. */
const WORDS_LENGTH_MIN = 2;

/** The slots of the running flow that a model may fill. */
export function slotsForModel({ active }: DialogueView): readonly SlotSpec[] {
  if (active === undefined) return [];
  return active.flow.slots.filter((spec) => {
    const { name, label, type, sensitive, onlyWhenAsked } = spec;
    if (label === '' || sensitive === true || IDENTITY.has(name)) return false;
    if (onlyWhenAsked === true && active.asked !== name) return false;
    if (type.takesFiles === true || type.takesLocation === true) return false;
    if (type.entity !== undefined) return !IDENTITY.has(type.entity);
    return type.isFreeText === true || (active.options[name] ?? []).length > 0;
  });
}

/**
 * The value that a model's words give to a slot, or undefined. It is one of the choices shown, or it is read
 * from words that the customer said by the same readers and gate as any other input: what was not said is not
 * there, however well it fits.
 */
export function valueFor(
  spec: SlotSpec,
  words: string,
  context: { readonly said: string; readonly active: ActiveView; readonly now: Date },
): Json | undefined {
  const { said, active, now } = context;
  const options = active.options[spec.name] ?? [];
  if (options.length > 0) {
    const chosen = options.find(
      ({ label, value }) => bare(label) === bare(words) || String(value) === words,
    );
    return chosen === undefined ? undefined : spec.type.check(chosen.value);
  }
  const wanted = comparable(words);
  if (wanted.length < WORDS_LENGTH_MIN || !comparable(said).includes(wanted)) return undefined;
  const { entity } = spec.type;
  if (entity === undefined) return spec.type.check(words);
  return spec.type.check(findEntities(words, { asked: entity, now }).entities[entity]);
}
