import { useEffect } from 'react';
import type { FormBrand } from '../brand.ts';
import { COPY } from '../copy.ts';
import { TICKET_COPY } from '../copy-ticket.ts';
import { FailureCard } from '../parts/failure-card.tsx';
import { Frame, Waiting } from '../parts/frame.tsx';
import { useLoaded } from '../use-loaded.ts';
import { CheckIn } from './check-in.tsx';
import { chinaTime } from './event-time.ts';
import { type Ticket, ticketSchema } from './ticket.ts';

interface TicketPageProps {
  readonly brand: FormBrand;
  readonly ticket: string;
}

/** A ticket: when, where, whether one has a place, and the code that lets one in. */
export function TicketPage({ brand, ticket }: TicketPageProps) {
  const path = `tickets/${encodeURIComponent(ticket)}`;
  const { loaded, reload, refresh } = useLoaded({ path, schema: ticketSchema });
  useEffect(() => {
    // Opened at home and looked at again at the door: much has changed in between.
    const look = (): void => {
      if (document.visibilityState === 'visible') refresh();
    };
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [refresh]);
  const title = loaded.kind === 'ok' ? loaded.value.event.title : TICKET_COPY.title;
  return (
    <Frame brand={brand} words={TICKET_COPY.frame} title={title}>
      {loaded.kind === 'loading' && <Waiting words={TICKET_COPY.frame} />}
      {loaded.kind === 'failed' && (
        <FailureCard
          failure={loaded.failure}
          words={
            loaded.failure === 'unknown' || loaded.failure === 'wrong'
              ? TICKET_COPY.unknown
              : COPY.failures[loaded.failure]
          }
          hotline={brand.hotline}
          onRetry={reload}
        />
      )}
      {loaded.kind === 'ok' && (
        <>
          <TicketCard ticket={loaded.value} />
          {loaded.value.mayCheckIn && <CheckIn path={path} onDone={refresh} />}
          <button type="button" className="print-button step" onClick={() => window.print()}>
            {TICKET_COPY.print}
          </button>
        </>
      )}
    </Frame>
  );
}

function TicketCard({ ticket }: { readonly ticket: Ticket }) {
  const { event, qr } = ticket;
  const doors = chinaTime(ticket.checkInFrom);
  const checkedIn = ticket.checkedInAt === null ? '' : chinaTime(ticket.checkedInAt).time;
  const status = TICKET_COPY.status(ticket, { doors: TICKET_COPY.dayTime(doors), checkedIn });
  return (
    <article className="card ticket">
      <div className="ticket-head">
        <CalendarLeaf at={event.startsAt} />
        <div className="ticket-names">
          <p className={`badge badge-${status.tone}`} role="status">
            {status.badge}
          </p>
          <h1 className="ticket-title">{event.title}</h1>
        </div>
      </div>
      <p className="ticket-status">{status.text}</p>
      {qr !== null && (
        <figure className="ticket-qr">
          {/* An image runs no script, whatever the SVG holds. */}
          <img
            src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(qr)}`}
            alt={TICKET_COPY.qrAlt}
            width="220"
            height="220"
          />
          <figcaption>{TICKET_COPY.qrNote}</figcaption>
        </figure>
      )}
      <Facts ticket={ticket} />
      {event.description !== '' && (
        <section className="ticket-about">
          <h2>{TICKET_COPY.about}</h2>
          <p>{event.description}</p>
        </section>
      )}
    </article>
  );
}

/** A leaf of a tear-off calendar. */
function CalendarLeaf({ at }: { readonly at: string }) {
  const { month, day, weekday } = chinaTime(at);
  return (
    <div className="leaf" aria-hidden="true">
      <span className="leaf-month">{TICKET_COPY.month(month)}</span>
      <span className="leaf-day">{day}</span>
      <span className="leaf-weekday">{TICKET_COPY.weekday(weekday)}</span>
    </div>
  );
}

function Facts({ ticket: { event, name } }: { readonly ticket: Ticket }) {
  const { labels } = TICKET_COPY;
  const from = chinaTime(event.startsAt);
  const until = chinaTime(event.endsAt);
  const isOneDay = TICKET_COPY.fullDay(from) === TICKET_COPY.fullDay(until);
  const end = isOneDay ? until.time : TICKET_COPY.dayTime(until);
  return (
    <dl className="facts">
      <dt>{labels.when}</dt>
      <dd>
        {TICKET_COPY.fullDay(from)}
        <br />
        {from.time}–{end} <small>{TICKET_COPY.zone}</small>
      </dd>
      <dt>{labels.where}</dt>
      <dd>
        {event.city} {event.place}
      </dd>
      <dt>{labels.who}</dt>
      <dd>{name}</dd>
      <dt>{labels.no}</dt>
      <dd>{event.eventNo}</dd>
    </dl>
  );
}
