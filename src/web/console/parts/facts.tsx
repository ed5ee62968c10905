import { Descriptions, Grid } from 'antd';
import type { ReactNode } from 'react';
import { show } from './show.ts';

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
}

/** Labels and values, two or three beside each other where there is room. */
export function Facts({ facts, columns = 3 }: { facts: readonly Fact[]; columns?: 1 | 2 | 3 }) {
  const screens = Grid.useBreakpoint();
  const fitting = screens.lg === true ? columns : screens.sm === true ? Math.min(columns, 2) : 1;
  return (
    <Descriptions
      size="small"
      column={fitting}
      items={facts.map(({ label, value }) => ({
        key: label,
        label,
        children: typeof value === 'string' || typeof value === 'number' ? show(value) : value,
      }))}
    />
  );
}
