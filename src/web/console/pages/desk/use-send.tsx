import { App } from 'antd';
import { useRef } from 'react';
import type { verdictOf } from './composer-state.ts';
import { DESK_COPY } from './copy-desk.ts';
import { Findings } from './findings.tsx';
import { checkText } from './use-draft.ts';

const { composer } = DESK_COPY;

interface SendOptions {
  readonly text: string;
  readonly verdict: ReturnType<typeof verdictOf>;
  readonly go: (acceptsWarnings: boolean) => void;
}

/** Checks the words once more and asks when they hold a warning. Resolves with whether they went. */
export function useSend({ text, verdict, go }: SendOptions): () => Promise<boolean> {
  const { modal } = App.useApp();
  const isChecking = useRef(false);
  return async () => {
    const isMeant = verdict === 'ready' || verdict === 'warning';
    if (!isMeant || isChecking.current) return false;
    isChecking.current = true;
    try {
      // Enter may be faster than the check while typing. When it cannot be asked, the server still refuses.
      const found = await checkText(text.trim()).catch(() => []);
      if (found.some(({ kind }) => kind === 'blocked')) return false;
      if (found.length === 0) {
        go(false);
        return true;
      }
      const isConfirmed = await modal.confirm({
        title: composer.warnTitle,
        content: <Findings findings={found} />,
        okText: composer.warnSend,
        cancelText: composer.warnBack,
        autoFocusButton: 'cancel',
      });
      if (isConfirmed) go(true);
      return isConfirmed;
    } finally {
      isChecking.current = false;
    }
  };
}
