import type { EChartsCoreOption } from 'echarts/core';

/** Numbers by category, in one or several series of the same length. */
export interface BarChartData {
  readonly categoryLabel: string;
  readonly categories: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
  /** Long labels read better beside a bar than below it. */
  readonly isHorizontal?: boolean;
}

export interface ChartColors {
  readonly text: string;
  readonly line: string;
  readonly surface: string;
  readonly series: readonly string[];
  readonly font: string;
}

/** The drawing of a bar chart in the colours of the theme. Counts only: the axis has whole numbers. */
export function barOption(data: BarChartData, colors: ChartColors): EChartsCoreOption {
  const isHorizontal = data.isHorizontal === true;
  const categories = {
    type: 'category',
    data: [...data.categories],
    inverse: isHorizontal,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colors.line } },
    axisLabel: { color: colors.text, hideOverlap: !isHorizontal },
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
      top: data.series.length > 1 ? 32 : 8,
      bottom: 4,
      containLabel: true,
    },
    legend:
      data.series.length > 1
        ? { top: 0, icon: 'circle', itemWidth: 8, textStyle: { color: colors.text } }
        : { show: false },
    tooltip: {
      trigger: 'axis',
      // Its HTML has styles written into it, which the page's security policy refuses.
      renderMode: 'richText',
      axisPointer: { type: 'shadow' },
      confine: true,
      backgroundColor: colors.surface,
      borderColor: colors.line,
      textStyle: { color: colors.text },
    },
    xAxis: isHorizontal ? values : categories,
    yAxis: isHorizontal ? categories : values,
    series: data.series.map(({ name, values: points }) => ({
      type: 'bar',
      name,
      data: [...points],
      barMaxWidth: 18,
      itemStyle: { borderRadius: isHorizontal ? [0, 3, 3, 0] : [3, 3, 0, 0] },
    })),
  };
}
