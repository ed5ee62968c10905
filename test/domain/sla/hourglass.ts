import type {
  ClockEnd,
  ClockTarget,
  DeadlineChange,
  SlaClock,
} from '../../../src/domain/sla/clock.ts';
import {
  ALWAYS,
  dated,
  emptiedAlong,
  type Flow,
  type Flows,
  fill,
  isSame,
  lengthOf,
  midnightAfter,
  type NewGlass,
  type Stretch,
  type Versions,
  versionIn,
  type Wait,
} from './sand.ts';

type Run = Stretch & { readonly version: number | null };

const NEVER = Number.POSITIVE_INFINITY;

/** One clock: sand that runs while it may, and a deadline that is when the glass will be empty. */
export class Hourglass {
  isUp = true;
  late: number | undefined;
  private version: number | null;
  private now: number;
  private sand: number;
  /** A deadline that was agreed upon, not reckoned. */
  private pinned: number | undefined;
  private isLying = false;
  private layDownAt = 0;
  private lays: Stretch[] = [];
  private agreed = -NEVER;
  private runs: Run[] = [];
  private runFrom: number;
  private shape: { readonly runs: readonly Run[]; readonly due: number };
  private first: number;
  private done: number | undefined;
  private ended: { at: number; why: ClockEnd } | undefined;
  private changes: DeadlineChange[] = [];
  private readonly started: number;
  private readonly cycle: number;
  private target: ClockTarget;
  private readonly flows: Flows;

  constructor(given: NewGlass) {
    const { target, versions, now } = given;
    this.cycle = given.cycle;
    this.target = target;
    this.flows = given.flows;
    this.started = now;
    this.now = now;
    this.runFrom = now;
    this.version = versionIn(target.length, versions);
    this.sand = fill(target.length, now);
    this.first = this.due();
    this.shape = { runs: [], due: this.first };
    this.draw();
  }

  /** Lets the sand run until `now`; a deadline before that has passed. */
  runTo(now: number): void {
    if (!this.isUp) return;
    if (!this.isLying && this.late === undefined && this.due() < now) this.late = this.due();
    this.drain(now);
  }

  /** Lies down while one of the reasons stops it. */
  mind(reasons: ReadonlySet<string>, now: number): void {
    if (!this.isUp) return;
    const must = this.target.pausedBy.some((reason) => reasons.has(reason));
    if (must && !this.isLying) this.layDown(now);
    if (!must && this.isLying) this.putUp(now);
  }

  fulfil(now: number): void {
    if (this.isUp) this.done = now;
    this.finish(now);
  }

  end(now: number, why: ClockEnd): void {
    if (this.isUp) this.ended = { at: now, why };
    this.finish(now);
  }

  /** A deadline at an instant, if that is later. */
  promise(instant: number, now: number): void {
    if (!this.isUp || this.late !== undefined) return;
    if (this.isLying) this.agreed = Math.max(this.agreed, instant);
    else if (instant > this.due()) this.pin(instant, now, 'extension');
  }

  /** So many natural days from the start, and the days that it lay before they were over. */
  grantDays(days: number, now: number): void {
    if (!this.isUp || this.late !== undefined) return;
    let end = midnightAfter(this.started, days);
    for (const { from, to } of this.lays) if (from < end) end += to - from;
    if (this.isLying) {
      this.sand = Math.max(this.sand, this.own({ from: this.layDownAt, to: end }));
    } else if (end > this.due()) this.pin(end, now, 'extension');
  }

  followCalendar(versions: Versions, now: number): void {
    const { length } = this.target;
    if (!this.isUp || this.late !== undefined || length.basis !== 'working') return;
    const version = versions[length.calendarId];
    if (version === undefined || version === this.version) return;
    if (this.isLying) {
      this.version = version;
      return;
    }
    const before = this.due();
    this.cut(now);
    this.version = version;
    this.pinned = undefined;
    this.note(now, 'calendar', before, this.due());
    this.draw();
  }

  /** Another target: from the start, or from now if that is over, and never later than before. */
  aim(target: ClockTarget, versions: Versions, now: number): void {
    if (!this.isUp || this.late !== undefined) return;
    if (isSame(target.length, this.target.length)) {
      this.target = target;
      return;
    }
    const before = this.due();
    const presentIfUp = this.isLying ? this.flow().emptyAt(now, this.sand) : before;
    this.target = target;
    this.version = versionIn(target.length, versions);
    const { version } = this;
    this.runs = this.runs.map((run) => ({ ...run, version }));
    const { sand, due } = this.reckon(now);
    if (this.isLying) {
      const isEarlier = due < Math.max(presentIfUp, this.agreed);
      if (isEarlier) this.agreed = -NEVER;
      if (isEarlier || presentIfUp === NEVER) this.sand = sand;
      else this.sand = this.own({ from: now, to: presentIfUp });
      return;
    }
    this.pinned = Math.min(due, before);
    if (this.pinned === NEVER) {
      this.pinned = undefined;
      this.sand = sand;
    } else this.sand = this.own({ from: now, to: this.pinned });
    this.note(now, 'target', before, this.due());
    this.draw();
  }

  /** Made long after its start: goes through what stopped others since then, and is not late before it is made. */
  liveThrough(waits: readonly Wait[], now: number): void {
    for (const { at, reasons } of waits) this.mind(reasons, at);
    const { sand, due } = this.reckon(now);
    this.now = now;
    this.sand = sand;
    this.pinned = this.isLying || due === NEVER ? undefined : due;
    this.first = due;
    this.changes = [];
    this.draw();
  }

  show(): SlaClock {
    const { target, done, late, isLying } = this;
    const isHidden = isLying && late === undefined;
    const due = late ?? this.shape.due;
    return {
      kind: target.kind,
      cycle: this.cycle,
      target,
      calendarVersion: this.version,
      startedAt: new Date(this.started),
      firstDueAt: dated(this.first),
      dueAt: isHidden ? null : dated(due),
      pausedAt: isLying ? new Date(this.layDownAt) : null,
      pausedMs: lengthOf(this.lays),
      doneAt: done === undefined ? null : new Date(done),
      verdict: late === undefined ? (done === undefined ? null : 'met') : 'breached',
      breachedAt: late === undefined ? null : new Date(late),
      endedAt: this.ended === undefined ? null : new Date(this.ended.at),
      endedBy: this.ended?.why ?? null,
      grossMs: done === undefined ? null : done - this.started,
      netMs: done === undefined ? null : this.runs.reduce((sum, run) => sum + this.own(run), 0),
      changes: this.changes,
      halfAt: isHidden ? null : dated(this.share(1, 2)),
      mostAt: isHidden ? null : dated(this.share(4, 5)),
    };
  }

  private due(): number {
    if (this.late !== undefined) return this.late;
    return this.pinned ?? this.flow().emptyAt(this.now, this.sand);
  }

  private finish(now: number): void {
    if (!this.isUp) return;
    this.putUp(now);
    this.cut(now);
    this.isUp = false;
  }

  private drain(now: number): void {
    if (!this.isLying) this.sand = Math.max(0, this.sand - this.own({ from: this.now, to: now }));
    this.now = now;
  }

  private layDown(now: number): void {
    if (this.late === undefined) this.note(now, 'pause', this.due(), NEVER);
    this.drain(now);
    this.cut(now);
    this.isLying = true;
    this.layDownAt = now;
    this.pinned = undefined;
  }

  private putUp(now: number): void {
    if (!this.isLying) return;
    this.isLying = false;
    this.lays.push({ from: this.layDownAt, to: now });
    this.runFrom = now;
    this.now = now;
    if (this.late !== undefined) return;
    if (this.agreed > this.due()) {
      this.pinned = this.agreed;
      this.sand = this.own({ from: now, to: this.agreed });
    }
    this.agreed = -NEVER;
    this.note(now, 'resume', NEVER, this.due());
    this.draw();
  }

  private pin(instant: number, now: number, why: DeadlineChange['why']): void {
    this.note(now, why, this.due(), instant);
    this.pinned = instant;
    this.sand = this.own({ from: now, to: instant });
    this.draw();
  }

  /** The sand and the deadline that the target gives, counted from the start or else from now. */
  private reckon(now: number): { readonly sand: number; readonly due: number } {
    const all = fill(this.target.length, this.started);
    const sandFrom = this.isLying ? this.layDownAt : now;
    const tail = this.isLying ? this.layDownAt : this.runFrom;
    const due = emptiedAlong(
      this.runs.flatMap((run) => this.flow(run.version).pieces(run.from, run.to)),
      all,
      (left) => this.flow().emptyAt(tail, left),
    );
    if (due < sandFrom) {
      const anew = fill(this.target.length, now);
      return { sand: anew, due: this.flow().emptyAt(now, anew) };
    }
    const spent = this.runs.reduce((sum, run) => sum + this.own(run), 0);
    const running = this.isLying ? 0 : this.own({ from: this.runFrom, to: now });
    const sand = Math.max(0, all - spent - running);
    return { sand, due: this.isLying ? this.flow().emptyAt(now, sand) : due };
  }

  /** When so many parts of all its time will have gone. */
  private share(part: number, of: number): number {
    const { runs, due } = this.shape;
    if (due === NEVER) return NEVER;
    const pieces = runs.flatMap(({ from, to, version }) => this.flow(version).pieces(from, to));
    const wanted = Math.ceil((lengthOf(pieces) * part) / of);
    // Nothing of its own time lies before the deadline: all of that was gone from the beginning.
    if (wanted === 0) return runs[0]?.from ?? due;
    return emptiedAlong(pieces, wanted, () => due);
  }

  private draw(): void {
    const due = this.due();
    const open = { from: this.runFrom, to: due, version: this.version };
    this.shape = { runs: due === NEVER ? [] : [...this.runs, open], due };
  }

  private cut(now: number): void {
    if (this.runFrom < now) this.runs.push({ from: this.runFrom, to: now, version: this.version });
    this.runFrom = now;
  }

  private note(now: number, why: DeadlineChange['why'], from: number, to: number): void {
    if (from !== to)
      this.changes.push({ at: new Date(now), why, from: dated(from), to: dated(to) });
  }

  private own({ from, to, version = this.version }: Stretch & { version?: number | null }): number {
    return lengthOf(this.flow(version).pieces(from, to));
  }

  private flow(version = this.version): Flow {
    const { length } = this.target;
    return length.basis === 'working' ? this.flows(length.calendarId, version ?? 0) : ALWAYS;
  }
}
