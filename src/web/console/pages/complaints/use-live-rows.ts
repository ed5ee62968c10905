import { useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { complaintSummary } from '../../../../server/contract/complaint.ts';
import { call, path } from '../../api.ts';
import type { LoadedList } from '../../parts/use-list.ts';
import { EventsContext, makeCalm } from '../../use-request.ts';
import type { Summary } from './filters.ts';

/** As many as the API puts on a page: with more of them shown, a new first page would take the others away. */
const PAGE_LENGTH = 50;
const CALM_MS = 2000;

/** A list whose rows change as their complaints do, each by itself; a row that no longer belongs leaves. */
export function useLiveRows(
  list: LoadedList<Summary>,
  isWanted: (item: Summary) => boolean,
): LoadedList<Summary> {
  const events = useContext(EventsContext);
  const [patches, setPatches] = useState<ReadonlyMap<string, Summary>>(new Map());
  const latest = useRef({ list, patches });
  latest.current = { list, patches };
  const loaded = list.items;
  const first = loaded?.[0];
  // What was just read is newer than what was heard before.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new first row is a new answer.
  useEffect(() => setPatches(new Map()), [first]);
  const refresh = useCallback(async (complaintNo: string): Promise<void> => {
    try {
      const item = await call({
        path: path`/complaints/${complaintNo}`,
        answer: complaintSummary,
      });
      setPatches((before) => new Map(before).set(complaintNo, item));
    } catch {
      // The row stays as it was; the next reading of the list has the last word.
    }
  }, []);
  useEffect(() => {
    const calm = makeCalm(() => {
      const { list: now } = latest.current;
      if ((now.items?.length ?? 0) <= PAGE_LENGTH) now.reload();
    }, CALM_MS);
    const stop = events?.listen((heard) => {
      if (heard.kind === 'resync') return calm.run();
      if (heard.event.kind !== 'complaint') return undefined;
      const { complaintNo } = heard.event;
      const isShown = latest.current.list.items?.some((item) => item.complaintNo === complaintNo);
      // Never rejects.
      if (isShown === true) void refresh(complaintNo);
      else calm.run();
      return undefined;
    });
    return () => {
      stop?.();
      calm.stop();
    };
  }, [events, refresh]);
  const items = useMemo(
    () =>
      loaded
        ?.map((item) => patches.get(item.complaintNo) ?? item)
        .filter((item) => !patches.has(item.complaintNo) || isWanted(item)),
    [loaded, patches, isWanted],
  );
  return { ...list, items };
}
