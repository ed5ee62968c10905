import type { PageProps } from '../../page-props.ts';
import { Door } from './door.tsx';
import { EventList } from './event-list.tsx';
import { EventView } from './event-view.tsx';

const DOOR = '/door';

/** Meetings of car owners: the list, one of them, and its door. */
export function Page({ rest }: PageProps) {
  if (rest === '') return <EventList />;
  if (rest.endsWith(DOOR)) {
    const id = rest.slice(0, -DOOR.length);
    return <Door key={id} id={id} />;
  }
  return <EventView key={rest} id={rest} />;
}
