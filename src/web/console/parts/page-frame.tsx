import { Flex, Typography } from 'antd';
import type { ReactNode } from 'react';

interface PageFrameProps {
  readonly title: string;
  /** Beside the title: a state, or how fresh the page is. */
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page's head and its content. */
export function PageFrame({ title, note, actions, children }: PageFrameProps) {
  return (
    <div style={{ padding: 16, maxWidth: 1440, marginInline: 'auto' }}>
      <Flex wrap gap={12} align="center" justify="space-between" style={{ marginBottom: 16 }}>
        <Flex wrap gap={12} align="baseline">
          <Typography.Title level={1} style={{ fontSize: 20, margin: 0 }}>
            {title}
          </Typography.Title>
          {note}
        </Flex>
        <Flex wrap gap={8}>
          {actions}
        </Flex>
      </Flex>
      {children}
    </div>
  );
}
