import { Button, Result } from 'antd';
import { Component, type ReactNode } from 'react';
import { COPY } from '../copy.ts';

interface CrashGuardProps {
  readonly children: ReactNode;
}

/** A page that breaks takes nothing else with it, and says so. */
export class CrashGuard extends Component<CrashGuardProps, { readonly isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { readonly isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children;
    return (
      <Result
        status="error"
        title={COPY.crash.title}
        subTitle={COPY.crash.text}
        extra={[
          <Button key="again" type="primary" onClick={() => this.setState({ isBroken: false })}>
            {COPY.crash.again}
          </Button>,
          <Button key="reload" onClick={() => location.reload()}>
            {COPY.crash.reload}
          </Button>,
        ]}
      />
    );
  }
}
