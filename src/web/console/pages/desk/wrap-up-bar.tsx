import { Button, Input, Radio } from 'antd';
import { useState } from 'react';
import { handoff as handoffSchema } from '../../../../server/contract/handoff.ts';
import { call, path } from '../../api.ts';
import { COPY } from '../../copy.ts';
import { type Handoff, useDesk } from '../../desk-context.tsx';
import { useAction } from '../../use-request.ts';
import { DESK_COPY } from './copy-desk.ts';

const { actions } = DESK_COPY;
const NOTE_MAX = 500;

/** Ends a talk with what it came to, or for now without. Throws ApiError. */
export function closeHandoff(
  id: string,
  input: { readonly resultCode?: string | undefined; readonly note?: string | undefined },
): Promise<Handoff> {
  const note = input.note?.trim();
  return call({
    method: 'POST',
    path: path`/handoffs/${id}/close`,
    body: {
      ...(input.resultCode === undefined ? { wrapUp: true } : { resultCode: input.resultCode }),
      ...(note === undefined || note === '' ? {} : { note }),
    },
    answer: handoffSchema,
  });
}

interface ResultChoiceProps {
  readonly value: string | undefined;
  readonly onChange: (code: string) => void;
}

/** What a talk came to. */
export function ResultChoice({ value, onChange }: ResultChoiceProps) {
  const { state } = useDesk();
  return (
    <Radio.Group
      className="results"
      value={value}
      onChange={(event) => onChange(String(event.target.value))}
      optionType="button"
      options={(state.data?.resultCodes ?? []).map((code) => ({
        value: code,
        label: COPY.results[code],
      }))}
    />
  );
}

/** The talk is over; what it came to is still to be written down. */
export function WrapUpBar({
  handoff,
  onDone,
}: {
  readonly handoff: Handoff;
  readonly onDone: () => void;
}) {
  const desk = useDesk();
  const [code, setCode] = useState<string>();
  const [note, setNote] = useState('');
  const save = useAction(async () => {
    await closeHandoff(handoff.id, { resultCode: code, note });
    desk.reload();
    onDone();
  });
  return (
    <footer className="wrap-up">
      <strong>{actions.wrapTitle}</strong>
      <ResultChoice value={code} onChange={setCode} />
      <div className="wrap-up-line">
        <Input
          value={note}
          maxLength={NOTE_MAX}
          placeholder={actions.noteClosed}
          aria-label={actions.noteClosed}
          onChange={({ target }) => setNote(target.value)}
        />
        <Button
          type="primary"
          disabled={code === undefined}
          loading={save.isBusy}
          onClick={() => void save.run()}
        >
          {actions.saveResult}
        </Button>
      </div>
    </footer>
  );
}
