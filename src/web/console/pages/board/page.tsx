import { Card, Col, Flex, Row, Statistic, Tag, Typography, theme } from 'antd';
import { useContext, useEffect } from 'react';
import type { z } from 'zod';
import { board } from '../../../../server/contract/setup.ts';
import { call } from '../../api.ts';
import { BarChart } from '../../chart.tsx';
import { BOARD_COPY } from '../../copy-admin/board.ts';
import { formatClock } from '../../format.ts';
import { LoadedView } from '../../parts/loaded-view.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { showDuration, showTime } from '../../parts/show.ts';
import { useNow } from '../../parts/use-now.ts';
import { EventsContext, makeCalm, useRequest } from '../../use-request.ts';
import { AgentsTable } from './agents-table.tsx';
import { AtRisk } from './at-risk.tsx';
import { hoursData, reasonsData } from './board-data.ts';

type Board = z.infer<typeof board>;

/** Waits grow by themselves, so the board is asked anew even when nothing happens. */
const EVERY_MS = 10_000;
/** However much happens, the board is asked once in so long. */
const CALM_MS = 1000;

/** What a supervisor watches: who waits, who is at risk, who works. */
export function Page() {
  const loaded = useRequest('board', (signal) => call({ path: '/board', answer: board, signal }), {
    everyMs: EVERY_MS,
  });
  useReloadOnEvents(loaded.reload);
  return (
    <PageFrame title={BOARD_COPY.title} note={<Freshness data={loaded.data} />}>
      <LoadedView loaded={loaded}>{(data) => <Content data={data} />}</LoadedView>
    </PageFrame>
  );
}

function useReloadOnEvents(reload: () => void): void {
  const events = useContext(EventsContext);
  useEffect(() => {
    const calm = makeCalm(reload, CALM_MS);
    const stop = events?.listen((heard) => {
      if (heard.kind === 'resync' || heard.event.kind !== 'note') calm.run();
    });
    return () => {
      stop?.();
      calm.stop();
    };
  }, [events, reload]);
}

function Freshness({ data }: { data: Board | undefined }) {
  if (data === undefined) return null;
  return (
    <Flex gap={8} align="center">
      <Tag color={data.isOpen ? 'success' : 'default'}>
        {data.isOpen ? BOARD_COPY.open : BOARD_COPY.shut}
      </Tag>
      <Typography.Text type="secondary">{BOARD_COPY.asOf(showTime(data.now))}</Typography.Text>
    </Flex>
  );
}

function Content({ data }: { data: Board }) {
  return (
    <Flex vertical gap={16}>
      <Now data={data} />
      <Row gutter={[16, 16]}>
        <Col xs={24} xl={14}>
          <AtRisk items={data.atRisk} measuredAt={data.now} />
        </Col>
        <Col xs={24} xl={10}>
          <Today today={data.today} />
        </Col>
      </Row>
      <AgentsTable agents={data.agents} />
      <Row gutter={[16, 16]}>
        <Col xs={24} lg={14}>
          <Card size="small" title={BOARD_COPY.byHour}>
            <BarChart title={BOARD_COPY.byHour} data={hoursData(data.byHour)} />
          </Card>
        </Col>
        <Col xs={24} lg={10}>
          <Card size="small" title={BOARD_COPY.byReason}>
            <BarChart title={BOARD_COPY.byReason} data={reasonsData(data.byReason)} />
          </Card>
        </Col>
      </Row>
    </Flex>
  );
}

function Now({ data }: { data: Board }) {
  const { token } = theme.useToken();
  const now = useNow();
  const measured = new Date(data.now).getTime();
  // The server's clock and this one may differ: what counts is how long ago the answer came.
  const longest =
    data.longestWaitMs === null ? undefined : data.longestWaitMs + Math.max(0, now - measured);
  const isLong = data.atRisk.some(({ kind, isBreached }) => kind === 'queue' && isBreached);
  const waitColor = { content: { color: isLong ? token.colorError : token.colorText } };
  return (
    <Row gutter={[16, 16]}>
      <Figure>
        <Statistic title={BOARD_COPY.waiting} value={data.waiting} styles={waitColor} />
      </Figure>
      <Figure>
        <Statistic
          title={BOARD_COPY.longest}
          value={longest === undefined ? BOARD_COPY.nobodyWaits : formatClock(longest)}
          styles={waitColor}
        />
      </Figure>
      <Figure>
        <Statistic title={BOARD_COPY.withAgents} value={data.withAgents} />
      </Figure>
      <Figure>
        <Statistic title={BOARD_COPY.withBot} value={data.withBot} />
      </Figure>
    </Row>
  );
}

function Figure({ children }: { children: React.ReactNode }) {
  return (
    <Col xs={12} md={6}>
      <Card size="small">{children}</Card>
    </Col>
  );
}

function Today({ today }: { today: Board['today'] }) {
  const labels = BOARD_COPY.todayLabels;
  const figures = [
    [labels.requested, today.requested],
    [labels.accepted, today.accepted],
    [labels.closed, today.closed],
    [labels.returned, today.returned],
    [labels.withdrawn, today.withdrawn],
    [labels.waitMedianMs, showDuration(today.waitMedianMs)],
    [labels.waitP90Ms, showDuration(today.waitP90Ms)],
    [labels.ratingAverage, today.ratingAverage?.toFixed(1) ?? '—'],
    [labels.ratingCount, today.ratingCount],
  ] as const;
  return (
    <Card size="small" title={BOARD_COPY.today} style={{ height: '100%' }}>
      <Row gutter={[12, 12]}>
        {figures.map(([title, value]) => (
          <Col xs={12} sm={8} key={title}>
            <Statistic title={title} value={value} styles={{ content: { fontSize: 18 } }} />
          </Col>
        ))}
      </Row>
    </Card>
  );
}
