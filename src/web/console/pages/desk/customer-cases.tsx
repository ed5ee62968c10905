import { Tag } from 'antd';
import { path } from '../../api.ts';
import { COMPLAINT_STATES } from '../../copy-admin/labels-case.ts';
import { labelOf } from '../../copy-admin/labels-desk.ts';
import { useNow } from '../../desk-context.tsx';
import { formatDuration, formatMoment } from '../../format.ts';
import { useClockNow } from '../../parts/countdown.tsx';
import { Link } from '../../router.tsx';
import { clockOf } from './clock-of.ts';
import { DESK_COPY } from './copy-desk.ts';
import { PacketPart } from './packet-part.tsx';
import type { Packet } from './use-packet.ts';

const { side } = DESK_COPY;
const MINUTE_MS = 60_000;

/** The customer's open claims and complaints, with how long their promises still have. */
export function CustomerCases({ about }: { readonly about: Packet }) {
  const now = useNow(MINUTE_MS);
  return (
    <>
      {about.claims.length > 0 && (
        <PacketPart title={side.claims}>
          <ul className="packet-list">
            {about.claims.map((claim) => (
              <li key={claim.claimNo}>
                <span>
                  <strong>{claim.claimNo}</strong>
                  {claim.hasInjury && <Tag color="red">{DESK_COPY.tags.injury}</Tag>}
                  <br />
                  <small>
                    {claim.handlerName !== null && `${side.handler(claim.handlerName)} · `}
                    {formatMoment(claim.statusAt, now)}
                  </small>
                </span>
                <em>{claim.stage}</em>
              </li>
            ))}
          </ul>
        </PacketPart>
      )}
      {about.complaints.length > 0 && (
        <PacketPart title={side.complaints}>
          <ul className="packet-list">
            {about.complaints.map((complaint) => (
              <li key={complaint.complaintNo}>
                <span>
                  <Link to={path`/complaints/${complaint.complaintNo}`}>
                    {complaint.complaintNo}
                  </Link>{' '}
                  <Tag>{complaint.severity}</Tag>
                  <br />
                  <DueClock
                    label={side.firstFeedback}
                    dueAt={complaint.firstFeedbackDueAt}
                    metAt={complaint.firstFeedbackAt}
                  />
                  <DueClock
                    label={side.resolution}
                    dueAt={complaint.resolutionDueAt}
                    metAt={complaint.closedAt}
                  />
                </span>
                <em>{labelOf(COMPLAINT_STATES, complaint.status)}</em>
              </li>
            ))}
          </ul>
        </PacketPart>
      )}
    </>
  );
}

function DueClock(props: {
  readonly label: string;
  readonly dueAt: string;
  readonly metAt: string | null;
}) {
  const clock = clockOf(props.dueAt, props.metAt, useClockNow(props.dueAt));
  switch (clock.kind) {
    case 'done':
      return (
        <small className="due">
          {props.label} {side.done}
        </small>
      );
    case 'running':
      return (
        <small className={clock.isNear ? 'due is-near' : 'due'}>
          {props.label} {side.dueIn(formatDuration(clock.leftMs))}
        </small>
      );
    case 'late':
      return (
        <small className="due is-late">
          {props.label} {side.overdue(formatDuration(clock.byMs))}
        </small>
      );
  }
}
