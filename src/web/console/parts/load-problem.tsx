import { Alert, Button } from 'antd';
import { ACTION_COPY } from '../copy-admin/forms.ts';
import { errorText } from '../error-text.ts';

interface LoadProblemProps {
  readonly error: unknown;
  readonly retry: () => void;
  /** True: older data is still shown below. */
  readonly isStale?: boolean;
}

/** What went wrong while something was fetched, and the way to try again. */
export function LoadProblem({ error, retry, isStale = false }: LoadProblemProps) {
  return (
    <Alert
      type={isStale ? 'warning' : 'error'}
      showIcon
      title={errorText(error)}
      style={{ marginBottom: 12 }}
      action={
        <Button size="small" onClick={retry}>
          {ACTION_COPY.retry}
        </Button>
      }
    />
  );
}
