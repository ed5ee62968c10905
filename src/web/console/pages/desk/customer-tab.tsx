import { Tag } from 'antd';
import { revealed } from '../../../../server/contract/customer.ts';
import { call, path } from '../../api.ts';
import {
  CONSENTS,
  LEVELS,
  POLICY_KINDS,
  POLICY_STATUS,
  TIERS,
} from '../../copy-admin/labels-case.ts';
import { labelOf } from '../../copy-admin/labels-desk.ts';
import { useNow } from '../../desk-context.tsx';
import { formatMoment } from '../../format.ts';
import { Reveal } from '../../parts/reveal.tsx';
import { showDay } from '../../parts/show.ts';
import { Link } from '../../router.tsx';
import { DESK_COPY } from './copy-desk.ts';
import { CustomerCases } from './customer-cases.tsx';
import { PacketPart } from './packet-part.tsx';
import type { Packet } from './use-packet.ts';

const { side } = DESK_COPY;
const MINUTE_MS = 60_000;
const MOOD_COLOR = { calm: 'default', worried: 'gold', upset: 'orange', angry: 'red' } as const;

/** The hand-over packet: everything that whoever takes over has to know (domain.md 7). */
export function CustomerTab({ about }: { readonly about: Packet }) {
  return (
    <div className="packet">
      <Who about={about} />
      <Story about={about} />
      <Promises about={about} />
      <CustomerCases about={about} />
      <Vehicles about={about} />
      <Consents about={about} />
      {about.earlierHandoffs > 0 && (
        <p className="packet-quiet">{side.earlier(about.earlierHandoffs)}</p>
      )}
    </div>
  );
}

function Who({ about }: { readonly about: Packet }) {
  const { customerNo, phone, level } = about;
  return (
    <section className="packet-who">
      <h2>
        {about.customerName}
        {about.tier !== null && about.tier !== 'standard' && (
          <Tag color="gold">{labelOf(TIERS, about.tier)}</Tag>
        )}
        {customerNo !== null && (
          <Link to={`/customers/${encodeURIComponent(customerNo)}`}>{side.fullRecord}</Link>
        )}
      </h2>
      <p>
        <Tag color={level >= 2 ? 'green' : 'default'}>{LEVELS[level] ?? `L${level}`}</Tag>
        {customerNo === null ? side.visitor : customerNo}
        {about.verifiedBy !== null && (
          <small> {side.verifiedBy(labelOf(side.proofs, about.verifiedBy))}</small>
        )}
      </p>
      {phone !== null && (
        <p>
          {side.phone} {phone}
          {customerNo !== null && (
            <Reveal what={side.revealPhone} ask={(reason) => revealPhone(customerNo, reason)} />
          )}
        </p>
      )}
      {about.relationshipManager !== null && (
        <p>
          {side.manager} {about.relationshipManager}
        </p>
      )}
      {about.tags.length > 0 && (
        <p className="tags">
          {about.tags.map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
        </p>
      )}
    </section>
  );
}

async function revealPhone(customerNo: string, reason: string): Promise<string> {
  const { values } = await call({
    method: 'POST',
    path: path`/customers/${customerNo}/reveal`,
    body: { field: 'phone', reason },
    answer: revealed,
  });
  return values.join('、') || side.none;
}

function Story({ about }: { readonly about: Packet }) {
  const { summary, mood, asked, underway } = about;
  return (
    <PacketPart
      title={
        <>
          {side.summary} <small>{side.summaryBy[summary.by]}</small>
          {mood.level !== 'calm' && (
            <Tag color={MOOD_COLOR[mood.level]}>
              {side.mood[mood.level]}
              {mood.words.length > 0 && `：${mood.words.join('、')}`}
            </Tag>
          )}
        </>
      }
    >
      <p className="packet-summary">{summary.text}</p>
      {asked.length > 0 && (
        <>
          <h4>{side.asked}</h4>
          <ul className="packet-asked">
            {asked.map((words, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same words may be asked twice.
              <li key={at}>{words}</li>
            ))}
          </ul>
        </>
      )}
      {underway !== null && (
        <>
          <h4>{side.underway(underway.title)}</h4>
          <dl className="packet-facts">
            {underway.slots.map(({ name, label, value }) => (
              <div key={name}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </PacketPart>
  );
}

function Promises({ about }: { readonly about: Packet }) {
  const now = useNow(MINUTE_MS);
  if (about.promises.length === 0) return null;
  return (
    <PacketPart title={side.promises}>
      <ul className="packet-list">
        {about.promises.map(({ text, dueAt, ref }) => (
          <li key={`${text} ${ref} ${dueAt}`}>
            <span>
              {text}
              {ref !== null && <small> {ref}</small>}
            </span>
            {dueAt !== null && <em>{side.promiseDue(formatMoment(dueAt, now))}</em>}
          </li>
        ))}
      </ul>
    </PacketPart>
  );
}

function Vehicles({ about: { vehicles, policies } }: { readonly about: Packet }) {
  return (
    <>
      {vehicles.length > 0 && (
        <PacketPart title={side.vehicles}>
          <ul className="packet-list">
            {vehicles.map(({ plate, model }) => (
              <li key={`${plate} ${model}`}>
                <span>{plate ?? side.none}</span>
                <em>{model}</em>
              </li>
            ))}
          </ul>
        </PacketPart>
      )}
      {policies.length > 0 && (
        <PacketPart title={side.policies}>
          <ul className="packet-list">
            {policies.map(({ policyNo, kind, status, endsAt }) => (
              <li key={policyNo}>
                <span>
                  {labelOf(POLICY_KINDS, kind)}
                  <br />
                  <small>{policyNo}</small>
                </span>
                <em>
                  {labelOf(POLICY_STATUS, status)}
                  <br />
                  <small>{side.policyEnds(showDay(endsAt))}</small>
                </em>
              </li>
            ))}
          </ul>
        </PacketPart>
      )}
    </>
  );
}

function Consents({ about: { consents } }: { readonly about: Packet }) {
  if (consents.length === 0) return null;
  return (
    <PacketPart title={side.consents}>
      <p className="tags">
        {consents.map(({ purpose, isGranted }) => (
          <Tag key={purpose} color={isGranted ? 'green' : 'default'}>
            {labelOf(CONSENTS, purpose)} {isGranted ? side.granted : side.refused}
          </Tag>
        ))}
      </p>
    </PacketPart>
  );
}
