import { Alert, Button, Spin } from 'antd';
import { COPY } from '../copy.ts';
import { errorText } from '../error-text.ts';

/** Something is on its way. */
export function Waiting({ isPage = false }: { readonly isPage?: boolean }) {
  return (
    <div className={isPage ? 'state state-page' : 'state'} role="status">
      <Spin />
      <span>{COPY.loading}</span>
    </div>
  );
}

/** What went wrong, and how to try again. */
export function Failure({
  what,
  error,
  onRetry,
  isPage = false,
}: {
  /** What was asked for, such as `客户资料`. */
  readonly what: string;
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly isPage?: boolean;
}) {
  return (
    <div className={isPage ? 'state state-page' : 'state'}>
      <Alert
        type="error"
        showIcon
        title={COPY.failed(what)}
        description={errorText(error)}
        action={
          <Button size="small" onClick={onRetry}>
            {COPY.retry}
          </Button>
        }
      />
    </div>
  );
}
