/** What happens at a time. */
interface Item {
  readonly at: Date;
  readonly run: (now: Date) => Promise<void>;
}

/** What the people of the year are going to do; whoever does something may put more on it. */
export interface Agenda {
  at(time: Date, run: Item['run']): void;
  /** Does what was due by now, in its order; each is done at its own time, which is told. */
  until(now: Date): Promise<void>;
}

export function makeAgenda(): Agenda {
  let items: Item[] = [];
  return {
    at: (time, run) => {
      items.push({ at: time, run });
    },
    until: async (now) => {
      for (;;) {
        const due = items
          .filter(({ at }) => at <= now)
          .sort((a, b) => a.at.getTime() - b.at.getTime());
        if (due.length === 0) return;
        items = items.filter(({ at }) => at > now);
        for (const { run } of due) await run(now);
      }
    },
  };
}
