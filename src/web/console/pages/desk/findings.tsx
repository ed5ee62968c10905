import { Alert } from 'antd';
import type { Finding } from './composer-state.ts';
import { DESK_COPY } from './copy-desk.ts';

/** Words that must not be sent, or only with care: which, why, and what to say instead. */
export function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  const isBlocked = findings.some(({ kind }) => kind === 'blocked');
  return (
    <Alert
      className="findings"
      type={isBlocked ? 'error' : 'warning'}
      showIcon
      title={isBlocked ? DESK_COPY.composer.blocked : DESK_COPY.composer.warned}
      description={
        <ul>
          {findings.map(({ word, why, instead }) => (
            <li key={word}>
              <strong>{word}</strong>：{why}
              {instead !== null && <em>{DESK_COPY.composer.instead(instead)}</em>}
            </li>
          ))}
        </ul>
      }
    />
  );
}
