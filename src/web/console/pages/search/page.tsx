import { Card, Empty, Flex, Input, Typography } from 'antd';
import { searchAnswer } from '../../../../server/contract/setup.ts';
import { call } from '../../api.ts';
import { COPY } from '../../copy.ts';
import { SEARCH_COPY } from '../../copy-admin/find.ts';
import { PAGE_TITLES } from '../../copy-admin/pages.ts';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { showTime } from '../../parts/show.ts';
import { useQueryState } from '../../parts/use-query-state.ts';
import { Link } from '../../router.tsx';
import { type Found, placeOf } from '../../search-place.ts';
import { useRequest } from '../../use-request.ts';

const LENGTH_MIN = 2;

/** Everything that was found, kind by kind. */
export function Page() {
  const { read, write } = useQueryState();
  const q = read('q') ?? '';
  const isAsked = q.length >= LENGTH_MIN;
  const loaded = useRequest(isAsked ? `search page ${q}` : undefined, (signal) =>
    call({ path: '/search', query: { q }, answer: searchAnswer, signal }),
  );
  return (
    <PageFrame title={PAGE_TITLES.search}>
      <Input.Search
        key={q}
        allowClear
        enterButton
        size="large"
        defaultValue={q}
        maxLength={100}
        placeholder={SEARCH_COPY.hint}
        aria-label={SEARCH_COPY.hint}
        style={{ maxWidth: 640, marginBottom: 16 }}
        onSearch={(text) => write({ q: text.trim() })}
      />
      {isAsked ? (
        <LoadedView loaded={loaded}>{({ items }) => <Results items={items} />}</LoadedView>
      ) : (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={SEARCH_COPY.start} />
      )}
    </PageFrame>
  );
}

function Results({ items }: { items: readonly Found[] }) {
  if (items.length === 0) {
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={SEARCH_COPY.none} />;
  }
  const kinds = [...new Set(items.map(({ kind }) => kind))];
  return (
    <Flex vertical gap={16}>
      <Typography.Text type="secondary">{SEARCH_COPY.found(items.length)}</Typography.Text>
      {kinds.map((kind) => (
        <Card size="small" key={kind} title={COPY.shell.searchKinds[kind]}>
          <Flex vertical gap={8}>
            {items
              .filter((item) => item.kind === kind)
              .map((item) => (
                <Flex key={item.ref} gap={12} align="baseline" wrap>
                  <Link to={placeOf(item)}>{item.title}</Link>
                  <Typography.Text type="secondary">{item.detail}</Typography.Text>
                  {item.at !== null && (
                    <Typography.Text type="secondary">{showTime(item.at)}</Typography.Text>
                  )}
                </Flex>
              ))}
          </Flex>
        </Card>
      ))}
    </Flex>
  );
}
