import type { EChartsCoreOption } from 'echarts/core';

/** Numbers by category, in one or several series of the same length. */
export interface BarChartData {
  readonly categoryLabel: string;
  readonly categories: readonly string[];
  readonly series: readonly {
    readonly name: string;
    readonly values: readonly number[];
    /** A colour that says what it means; by its place in the series when absent. */
    readonly tone?: ChartTone;
  }[];
  /** Parts of one whole stand on each other. */
  readonly isStacked?: boolean;
  /** Shares from 0 to 1 over the bars, with an axis of their own: the line of a Pareto chart. */
  readonly line?: { readonly name: string; readonly shares: readonly number[] };
  /** Long labels read better beside a bar than below it. */
  readonly isHorizontal?: boolean;
}

/** What a series is: as it should be, worth a look, wrong, under way, or left out on purpose. */
export type ChartTone = 'good' | 'attention' | 'bad' | 'active' | 'muted';

export interface ChartColors {
  readonly text: string;
  readonly line: string;
  readonly surface: string;
  readonly series: readonly string[];
  readonly tones: Readonly<Record<ChartTone, string>>;
  readonly font: string;
}

/** With more bars than this, labels below a chart stand aslant. */
const UPRIGHT_MAX = 6;

/** The drawing of a bar chart in the colours of the theme. Counts only: the axis has whole numbers. */
export function barOption(data: BarChartData, colors: ChartColors): EChartsCoreOption {
  const isHorizontal = data.isHorizontal === true;
  const hasLegend = data.series.length > 1 || data.line !== undefined;
  const isAslant = data.line !== undefined && data.categories.length > UPRIGHT_MAX;
  const categories = {
    type: 'category',
    data: [...data.categories],
    inverse: isHorizontal,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colors.line } },
    axisLabel: {
      color: colors.text,
      hideOverlap: !isHorizontal && !isAslant,
      // Steep enough that twelve of them stay apart on a phone.
      ...(isAslant ? { interval: 0, rotate: 50 } : {}),
    },
  };
  const values = {
    type: 'value',
    minInterval: 1,
    splitLine: { lineStyle: { color: colors.line } },
    axisLabel: { color: colors.text },
  };
  return {
    animationDuration: 200,
    color: [...colors.series],
    textStyle: { fontFamily: colors.font, color: colors.text },
    grid: {
      left: 8,
      right: 16,
      top: hasLegend ? 32 : 8,
      bottom: 4,
      containLabel: true,
    },
    legend: legendOf(hasLegend, colors),
    tooltip: tooltipOf(colors),
    xAxis: isHorizontal ? values : categories,
    yAxis: isHorizontal
      ? categories
      : data.line === undefined
        ? values
        : [values, shareAxis(colors)],
    series: [
      ...data.series.map((series) => barsOf(series, data, colors)),
      ...(data.line === undefined ? [] : [lineOf(data.line)]),
    ],
  };
}

function barsOf(
  { name, values, tone }: BarChartData['series'][number],
  { isStacked, isHorizontal }: BarChartData,
  colors: ChartColors,
): object {
  const corners = isHorizontal === true ? [0, 3, 3, 0] : [3, 3, 0, 0];
  return {
    type: 'bar',
    name,
    data: [...values],
    barMaxWidth: isStacked === true ? 28 : 18,
    itemStyle: {
      // Inside a stack every part but the last would show gaps at its corners.
      ...(isStacked === true ? {} : { borderRadius: corners }),
      ...(tone === undefined ? {} : { color: colors.tones[tone] }),
    },
    ...(isStacked === true ? { stack: 'all' } : {}),
  };
}

const PERCENT = 100;

function shareAxis(colors: ChartColors): object {
  return {
    type: 'value',
    min: 0,
    max: PERCENT,
    splitLine: { show: false },
    axisLabel: { color: colors.text, formatter: '{value}%' },
  };
}

function lineOf({ name, shares }: NonNullable<BarChartData['line']>): object {
  return {
    type: 'line',
    name,
    yAxisIndex: 1,
    data: shares.map((share) => Math.round(share * PERCENT)),
    symbolSize: 6,
  };
}

function legendOf(isShown: boolean, colors: ChartColors): object {
  return isShown
    ? { top: 0, icon: 'circle', itemWidth: 8, textStyle: { color: colors.text } }
    : { show: false };
}

function tooltipOf(colors: ChartColors): object {
  return {
    trigger: 'axis',
    // Its HTML has styles written into it, which the page's security policy refuses.
    renderMode: 'richText',
    axisPointer: { type: 'shadow' },
    confine: true,
    backgroundColor: colors.surface,
    borderColor: colors.line,
    textStyle: { color: colors.text },
  };
}
