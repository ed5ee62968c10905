import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { ACTION_COPY } from '../copy-admin/forms.ts';
import type { Loaded } from '../use-request.ts';
import { LoadProblem } from './load-problem.tsx';

/** One answer with its states: loading, broken, there; and there but old, when a newer one could not be had. */
export function LoadedView<T>({
  loaded,
  children,
}: {
  readonly loaded: Loaded<T>;
  readonly children: (data: T) => ReactNode;
}) {
  const { data, error, reload } = loaded;
  if (data === undefined) {
    return error === undefined ? (
      <Skeleton active paragraph={{ rows: 8 }} aria-label={ACTION_COPY.loading} />
    ) : (
      <LoadProblem error={error} retry={reload} />
    );
  }
  return (
    <>
      {error !== undefined && <LoadProblem error={error} retry={reload} isStale />}
      {children(data)}
    </>
  );
}
