import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

// What the charts of this console need, and nothing else: the whole library is five times as heavy.
use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

/** Makes a chart in an element. Loaded by chart.tsx when the first chart is shown. */
export const initChart = init;
