import {
  type EntityName,
  type EntityReading,
  findEntities,
} from '../../domain/entities/find-entities.ts';
import type { Command } from '../../flows/command.ts';
import type { SlotSpec } from '../../flows/flow.ts';
import type { Json } from '../../lib/json.ts';
import { chooseOption } from './choose-option.ts';
import { readable } from './hygiene.ts';
import type { ActiveView, DialogueView } from './understanding.ts';

const WRONG =
  /说错|填错|写错|输错|发错|打错|错了|有误|不对|重新?[填输写]|改(?:一下|下|成|为)?|修改|更正|换[个一]|没收到|收不到/;

/** The values that a text gives to slots, and the slots it takes back. */
export interface SlotReading {
  readonly commands: readonly Command[];
  readonly secrets: EntityReading['secrets'];
  readonly entities: EntityReading['entities'];
  /** Values that only mean something to a flow which asks for their kind, for the flows just begun. */
  readonly forFlows: (begun: readonly Command[]) => readonly Command[];
}

/** In nearly every sentence: a time, a sum, a place. Taken only by a flow that has a use for them. */
const HARD: ReadonlySet<string> = new Set([
  'plate',
  'phone',
  'id_last4',
  'claim_no',
  'one_time_code',
]);

/** Entities go to the running flow's slot of that kind; others keep the entity's name for whoever needs it. */
export function readSlots(text: string, view: DialogueView): SlotReading {
  const { active } = view;
  const asked = active?.flow.slots.find(({ name }) => name === active.asked);
  const { entities, secrets } = findEntities(text, {
    asked: asked?.type.entity,
    awaited: awaitedEntities(active),
    now: view.now,
  });
  const commands: Command[] = [];
  const soft: [entity: string, value: Json][] = [];
  for (const [entity, value] of Object.entries(entities)) {
    const spec = active?.flow.slots.find(({ type }) => type.entity === entity);
    if (spec !== undefined || HARD.has(entity)) {
      commands.push({ do: 'setSlot', slot: spec?.name ?? entity, value });
    } else soft.push([entity, value]);
  }
  if (active !== undefined) {
    for (const spec of active.flow.slots) {
      const command = readOwnSlot(text, { spec, active, view });
      const isTaken = commands.some((c) => c.do === 'setSlot' && c.slot === spec.name);
      if (command !== undefined && !isTaken) commands.push(command);
    }
    commands.push(...takenBack(text, active, commands));
  }
  return { commands, secrets, entities, forFlows: (begun) => valuesFor(begun, soft, view) };
}

function valuesFor(
  begun: readonly Command[],
  values: readonly (readonly [entity: string, value: Json])[],
  { flows }: DialogueView,
): readonly Command[] {
  const slots = begun.flatMap((command) =>
    command.do === 'startFlow' ? (flows.get(command.flow)?.slots ?? []) : [],
  );
  return values.flatMap(([entity, value]): readonly Command[] => {
    const spec = slots.find(({ type }) => type.entity === entity);
    return spec === undefined ? [] : [{ do: 'setSlot', slot: spec.name, value }];
  });
}

/**
 * What the flow lacks, and all of it while it waits for a correction and asked for nothing in particular: a bare
 * `1234` is then an ID's last four.
 */
function awaitedEntities(active: ActiveView | undefined): readonly EntityName[] {
  return (active?.flow.slots ?? [])
    .filter(
      ({ name }) => active?.slots[name] === undefined || [name, undefined].includes(active.asked),
    )
    .map(({ type }) => type.entity)
    .filter((entity) => entity !== undefined);
}

interface OwnSlot {
  readonly spec: SlotSpec;
  readonly active: ActiveView;
  readonly view: DialogueView;
}

/** Choices, and types that read a text by themselves. */
function readOwnSlot(text: string, { spec, active, view }: OwnSlot): Command | undefined {
  const isAsked = active.asked === spec.name;
  if (!isAsked && spec.onlyWhenAsked === true) return undefined;
  const options = active.options[spec.name] ?? [];
  const chosen = options.length > 0 ? chooseOption(text, options, isAsked) : undefined;
  const value = chosen ?? spec.type.parse?.(text, { now: view.now, isAsked, options });
  return value === undefined ? undefined : { do: 'setSlot', slot: spec.name, value };
}

/** `手机号说错了` without the right one: that slot is empty again. */
function takenBack(
  text: string,
  active: ActiveView,
  commands: readonly Command[],
): readonly Command[] {
  const said = readable(text);
  if (!WRONG.test(said)) return [];
  return active.flow.slots
    .filter(({ name, label, words = [] }) => {
      const isNamed = [label, ...words].some(
        (word) => word !== '' && said.includes(word.toLowerCase()),
      );
      const isGiven = commands.some((c) => c.do === 'setSlot' && c.slot === name);
      return isNamed && !isGiven && active.slots[name] !== undefined;
    })
    .map(({ name }) => ({ do: 'clearSlot', slot: name }));
}
