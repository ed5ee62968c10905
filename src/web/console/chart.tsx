import { Empty, Skeleton, theme } from 'antd';
import type { EChartsCoreOption } from 'echarts/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { type BarChartData, barOption, type ChartColors } from './chart-option.ts';
import { CHART_COPY } from './copy-admin/board.ts';
import { showShare } from './parts/show.ts';

interface ChartProps {
  /** What the chart shows, read aloud in its place and shown above it. */
  readonly title: string;
  readonly data: BarChartData;
  /** In CSS pixels. */
  readonly height?: number;
}

/** A bar chart that follows the theme. Its numbers are also there as a table, for whoever cannot see it. */
export function BarChart({ title, data, height = 240 }: ChartProps) {
  const { token } = theme.useToken();
  const colors = useMemo<ChartColors>(
    () => ({
      text: token.colorTextSecondary,
      line: token.colorBorderSecondary,
      surface: token.colorBgElevated,
      series: [token.colorPrimary, token.colorSuccess, token.colorTextQuaternary],
      tones: {
        good: token.colorSuccess,
        attention: token.colorWarning,
        bad: token.colorError,
        active: token.colorPrimary,
        muted: token.colorTextQuaternary,
      },
      font: token.fontFamily,
    }),
    [token],
  );
  const option = useMemo(() => barOption(data, colors), [data, colors]);
  if (data.categories.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} />;
  return (
    <figure aria-label={title} style={{ margin: 0 }}>
      <Canvas option={option} height={height} />
      <ChartTable title={title} data={data} />
    </figure>
  );
}

type ChartState = 'loading' | 'shown' | 'failed';

function Canvas({ option, height }: { option: EChartsCoreOption; height: number }) {
  const place = useRef<HTMLDivElement>(null);
  const setter = useRef<((option: EChartsCoreOption) => void) | undefined>(undefined);
  const newest = useRef(option);
  const [state, setState] = useState<ChartState>('loading');
  useEffect(() => {
    newest.current = option;
    setter.current?.(option);
  }, [option]);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    let isGone = false;
    let stop = () => {};
    import('./echarts.ts').then(
      ({ initChart }) => {
        if (isGone) return;
        const chart = initChart(element);
        const observer = new ResizeObserver(() => chart.resize());
        observer.observe(element);
        setter.current = (next) => chart.setOption(next, { notMerge: true });
        setter.current(newest.current);
        setState('shown');
        stop = () => {
          observer.disconnect();
          setter.current = undefined;
          chart.dispose();
        };
      },
      () => setState('failed'),
    );
    return () => {
      isGone = true;
      stop();
    };
  }, []);
  return (
    <div style={{ position: 'relative', height }} aria-hidden="true">
      <div ref={place} style={{ height, width: '100%' }} />
      {state === 'loading' && <Skeleton.Node active style={{ position: 'absolute', inset: 0 }} />}
      {state === 'failed' && (
        <Empty description={CHART_COPY.failed} style={{ position: 'absolute', inset: 0 }} />
      )}
    </div>
  );
}

function ChartTable({ title, data }: { title: string; data: BarChartData }) {
  const { token } = theme.useToken();
  return (
    <details style={{ color: token.colorTextSecondary, fontSize: token.fontSizeSM }}>
      <summary style={{ cursor: 'pointer' }}>{CHART_COPY.asTable}</summary>
      <table style={{ width: '100%', textAlign: 'left' }}>
        <caption style={{ display: 'none' }}>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{data.categoryLabel}</th>
            {data.series.map(({ name }) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
            {data.line !== undefined && <th scope="col">{data.line.name}</th>}
          </tr>
        </thead>
        <tbody>
          {data.categories.map((category, index) => (
            <tr key={category}>
              <th scope="row">{category}</th>
              {data.series.map(({ name, values }) => (
                <td key={name}>{values[index] ?? 0}</td>
              ))}
              {data.line !== undefined && <td>{showShare(data.line.shares[index])}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
