import type { InputRef } from 'antd';
import { Alert, Button, Card, Flex, Input, Typography } from 'antd';
import { useRef, useState } from 'react';
import type { z } from 'zod';
import {
  checkInAnswer,
  doorCodeAnswer,
  ownerEvent,
} from '../../../../server/contract/owner-events.ts';
import { ApiError, call, newKey, path } from '../../api.ts';
import { EVENT_COPY, NOT_IN } from '../../copy-admin/owner-events.ts';
import { formatTime } from '../../format.ts';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { Link } from '../../router.tsx';
import { useAction, useRequest } from '../../use-request.ts';
import { refusalOf } from './refusal-of.ts';

type Answer = z.infer<typeof checkInAnswer>;
type Told =
  | { readonly kind: 'let_in'; readonly answer: Answer }
  | { readonly kind: 'refused'; readonly why: string };

/** The code changes every five minutes; asked often enough that nobody reads an old one for long. */
const CODE_EVERY_MS = 15_000;
const COUNTS_EVERY_MS = 15_000;

/** The door of an event, for a phone in somebody's hand. */
export function Door({ id }: { readonly id: string }) {
  const [isCodeShown, setCodeShown] = useState(false);
  const loaded = useRequest(
    `owner event ${id}`,
    (signal) => call({ path: path`/owner-events/${id}`, answer: ownerEvent, signal }),
    { everyMs: COUNTS_EVERY_MS },
  );
  return (
    <PageFrame
      title={EVENT_COPY.doorTitle(loaded.data?.title ?? '')}
      actions={<Link to={path`/owner-events/${id}`}>{EVENT_COPY.back}</Link>}
    >
      <LoadedView loaded={loaded}>
        {({ checkedIn, signedUp }) => (
          <Flex vertical gap={16} style={{ maxWidth: 560, marginInline: 'auto' }}>
            <Typography.Text type="secondary" style={{ fontVariantNumeric: 'tabular-nums' }}>
              {`${EVENT_COPY.counts.checkedIn} ${EVENT_COPY.peopleOf(checkedIn, checkedIn + signedUp)}`}
            </Typography.Text>
            <CheckIn id={id} changed={loaded.reload} />
            <Button onClick={() => setCodeShown(!isCodeShown)}>
              {isCodeShown ? EVENT_COPY.hideCode : EVENT_COPY.showCode}
            </Button>
            {isCodeShown && <DoorCode id={id} />}
          </Flex>
        )}
      </LoadedView>
    </PageFrame>
  );
}

function CheckIn({ id, changed }: { readonly id: string; readonly changed: () => void }) {
  const [ticket, setTicket] = useState('');
  const [told, setTold] = useState<Told>();
  const field = useRef<InputRef>(null);
  const checking = useAction(async () => {
    setTold(await checkIn(id, ticket.trim()));
    setTicket('');
    // The next person stands there already.
    field.current?.focus();
    changed();
  });
  const submit = (): void => {
    if (ticket.trim() !== '') void checking.run();
  };
  return (
    <Flex vertical gap={12}>
      <Input
        ref={field}
        autoFocus
        size="large"
        value={ticket}
        maxLength={300}
        aria-label={EVENT_COPY.ticket}
        placeholder={EVENT_COPY.ticketHint}
        onChange={(event) => setTicket(event.target.value)}
        onPressEnter={submit}
      />
      <Button
        type="primary"
        size="large"
        disabled={ticket.trim() === ''}
        loading={checking.isBusy}
        onClick={submit}
      >
        {EVENT_COPY.checkIn}
      </Button>
      <div role="status" aria-live="assertive">
        {told !== undefined && <Feedback told={told} />}
      </div>
    </Flex>
  );
}

/** A refusal is an answer to whoever stands there; that nothing could be asked is not. */
async function checkIn(id: string, ticket: string): Promise<Told> {
  try {
    const answer = await call({
      method: 'POST',
      path: path`/owner-events/${id}/check-ins`,
      body: { ticket },
      answer: checkInAnswer,
      idempotencyKey: newKey(),
    });
    return { kind: 'let_in', answer };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.code === 'not_found') return { kind: 'refused', why: EVENT_COPY.noTicket };
    if (error.code === 'conflict') return { kind: 'refused', why: refusalOf(error, NOT_IN) };
    throw error;
  }
}

function Feedback({ told }: { readonly told: Told }) {
  if (told.kind === 'refused') {
    return (
      <div className="door-answer is-out">
        <strong>{EVENT_COPY.wrongEvent}</strong>
        {told.why}
      </div>
    );
  }
  const { result, signUp } = told.answer;
  const isNew = result === 'checked_in';
  return (
    <div className={isNew ? 'door-answer is-in' : 'door-answer is-again'}>
      <strong>{isNew ? EVENT_COPY.letIn : EVENT_COPY.again}</strong>
      <div>{`${signUp.name} · ${EVENT_COPY.number(signUp.number)}`}</div>
      {!isNew && signUp.checkedInAt !== null && (
        <div>{EVENT_COPY.againAt(formatTime(signUp.checkedInAt))}</div>
      )}
      {signUp.photoConsent === false && <div>{EVENT_COPY.noPhoto}</div>}
    </div>
  );
}

function DoorCode({ id }: { readonly id: string }) {
  const { data, error, reload } = useRequest(
    `door code ${id}`,
    (signal) => call({ path: path`/owner-events/${id}/door-code`, answer: doorCodeAnswer, signal }),
    { everyMs: CODE_EVERY_MS },
  );
  if (data === undefined) {
    return error === undefined ? null : <LoadProblem error={error} retry={reload} />;
  }
  return (
    <Card size="small" title={EVENT_COPY.doorCode}>
      <div className="door-code">{data.code}</div>
      <Typography.Paragraph type="secondary" style={{ textAlign: 'center' }}>
        {EVENT_COPY.doorCodeUntil(formatTime(data.validUntil))}
      </Typography.Paragraph>
      <Alert type="info" showIcon title={EVENT_COPY.doorCodeHint} />
    </Card>
  );
}
