import { Button, Card, Empty, Flex, Grid, Skeleton, Space, Table, Typography } from 'antd';
import type { ReactNode } from 'react';
import { ACTION_COPY } from '../copy-admin/forms.ts';
import { LoadProblem } from './load-problem.tsx';
import type { LoadedList } from './use-list.ts';

/** One column of a list: a cell on a wide screen, a line of a card on a phone. */
export interface Column<T> {
  readonly key: string;
  readonly title: string;
  readonly render: (item: T) => ReactNode;
  /** In CSS pixels; what is left is shared when absent. */
  readonly width?: number;
  /** True: the head of the card on a phone. */
  readonly isHead?: boolean;
  /** True: buttons; the foot of the card on a phone. */
  readonly isActions?: boolean;
}

interface ListTableProps<T> {
  readonly label: string;
  readonly list: Pick<LoadedList<T>, 'items' | 'error' | 'isLoading' | 'reload'> &
    Partial<Pick<LoadedList<T>, 'more' | 'isLoadingMore'>>;
  readonly columns: readonly Column<T>[];
  readonly rowKey: (item: T) => string;
  readonly isFiltered?: boolean;
  /** What to do when there is nothing: a sentence, or a button. */
  readonly emptyAction?: ReactNode;
  /** True: not a page of a longer list, so its count is not told. */
  readonly isWhole?: boolean;
}

/** A list with its states: loading, broken, empty, and more to come. */
export function ListTable<T extends object>(props: ListTableProps<T>) {
  const { list, isFiltered = false } = props;
  const isWide = Grid.useBreakpoint().md !== false;
  if (list.items === undefined) {
    return list.error === undefined ? (
      <Skeleton active paragraph={{ rows: 6 }} aria-label={ACTION_COPY.loading} />
    ) : (
      <LoadProblem error={list.error} retry={list.reload} />
    );
  }
  if (list.items.length === 0) {
    const text = isFiltered ? ACTION_COPY.emptyFiltered : ACTION_COPY.empty;
    return (
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text}>
        {props.emptyAction}
      </Empty>
    );
  }
  return (
    <>
      {list.error !== undefined && <LoadProblem error={list.error} retry={list.reload} isStale />}
      {isWide ? <Rows {...props} items={list.items} /> : <Cards {...props} items={list.items} />}
      {props.isWhole !== true && <Foot list={list} count={list.items.length} />}
    </>
  );
}

type Items<T> = ListTableProps<T> & { readonly items: readonly T[] };

function Rows<T extends object>({ label, items, columns, rowKey, list }: Items<T>) {
  return (
    <Table<T>
      aria-label={label}
      size="middle"
      rowKey={rowKey}
      dataSource={[...items]}
      pagination={false}
      loading={{ spinning: list.isLoading, delay: 400 }}
      scroll={{ x: 'max-content' }}
      columns={columns.map(({ key, title, render, width }) => ({
        key,
        title,
        ...(width === undefined ? {} : { width }),
        render: (_: unknown, item: T) => render(item),
      }))}
    />
  );
}

function Cards<T extends object>({ label, items, columns, rowKey }: Items<T>) {
  const head = columns.find(({ isHead }) => isHead) ?? columns[0];
  const actions = columns.find(({ isActions }) => isActions);
  const lines = columns.filter((column) => column !== head && column !== actions);
  return (
    <Flex vertical gap={8} role="list" aria-label={label}>
      {items.map((item) => (
        <Card key={rowKey(item)} size="small" role="listitem" title={head?.render(item)}>
          <Flex vertical gap={4}>
            {lines.map(({ key, title, render }) => (
              <Flex key={key} gap={12} align="baseline">
                <Typography.Text type="secondary" style={{ flex: '0 0 84px' }}>
                  {title}
                </Typography.Text>
                <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>{render(item)}</div>
              </Flex>
            ))}
            {actions !== undefined && <div style={{ marginTop: 8 }}>{actions.render(item)}</div>}
          </Flex>
        </Card>
      ))}
    </Flex>
  );
}

function Foot<T>({ list, count }: { list: ListTableProps<T>['list']; count: number }) {
  return (
    <Space style={{ paddingBlock: 12 }}>
      <Typography.Text type="secondary">
        {list.more === undefined ? ACTION_COPY.allShown(count) : ACTION_COPY.shown(count)}
      </Typography.Text>
      {list.more !== undefined && (
        <Button onClick={list.more} loading={list.isLoadingMore ?? false}>
          {list.isLoadingMore === true ? ACTION_COPY.loadingMore : ACTION_COPY.more}
        </Button>
      )}
    </Space>
  );
}
