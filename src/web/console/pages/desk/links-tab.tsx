import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { shortList } from '../../../../server/contract/access.ts';
import { link } from '../../../../server/contract/handoff.ts';
import { call, NO_CONTENT, path } from '../../api.ts';
import { Failure, Waiting } from '../../components/states.tsx';
import { useNow } from '../../desk-context.tsx';
import { formatMoment } from '../../format.ts';
import { Link as PageLink } from '../../router.tsx';
import { placeOf } from '../../search-place.ts';
import { useAction, useRequest } from '../../use-request.ts';
import { DESK_COPY } from './copy-desk.ts';
import { LinkDialog } from './link-dialog.tsx';

const { side, forms } = DESK_COPY;
const MINUTE_MS = 60_000;
const linksList = shortList(link);
type ConversationLink = z.infer<typeof link>;

/** The cases that a conversation is about. */
export function LinksTab({ conversationId }: { readonly conversationId: string }) {
  const now = useNow(MINUTE_MS);
  const [isAdding, setAdding] = useState(false);
  const target = path`/conversations/${conversationId}/links`;
  const links = useRequest(`links ${conversationId}`, (signal) =>
    call({ path: target, answer: linksList, signal }),
  );
  const remove = useAction(async ({ kind, ref }: ConversationLink) => {
    await call({ method: 'DELETE', path: target, query: { kind, ref }, answer: NO_CONTENT });
    links.reload();
  });
  return (
    <div className="notes">
      <Button onClick={() => setAdding(true)}>{side.linkAdd}</Button>
      {links.data === undefined && links.error === undefined && <Waiting />}
      {links.data === undefined && links.error !== undefined && (
        <Failure what={side.failedLinks} error={links.error} onRetry={links.reload} />
      )}
      {links.data?.items.length === 0 && <p className="packet-quiet">{side.linkNone}</p>}
      <ul className="packet-list">
        {links.data?.items.map((one) => (
          <li key={`${one.kind} ${one.ref}`}>
            <span>
              {forms.linkKinds[one.kind]} <PageLink to={placeOf(one)}>{one.ref}</PageLink>
              <br />
              <small>{side.linkBy(one.byName ?? side.bySystem, formatMoment(one.at, now))}</small>
            </span>
            <Button
              size="small"
              type="text"
              icon={<CloseOutlined />}
              aria-label={side.linkRemove}
              disabled={remove.isBusy}
              onClick={() => void remove.run(one)}
            />
          </li>
        ))}
      </ul>
      <LinkDialog
        conversationId={conversationId}
        isOpen={isAdding}
        onClose={() => setAdding(false)}
        onDone={links.reload}
      />
    </div>
  );
}
