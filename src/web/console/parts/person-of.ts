import { PEOPLE } from '../copy-admin/labels-desk.ts';

const NOBODY: ReadonlyMap<string, string> = new Map();

/** `agent:agt_1`, or `agt_1` alone, in words: by name where the names hold it. */
export function personOf(actor: string, names: ReadonlyMap<string, string> = NOBODY): string {
  const [kind = '', ...rest] = actor.split(':');
  const id = rest.length === 0 ? actor : rest.join(':');
  const name = names.get(id);
  if (name !== undefined) return name;
  const label = PEOPLE[kind];
  if (label === undefined) return actor;
  if (rest.length === 0) return kind === 'system' ? label : actor;
  return `${label} ${id}`;
}
