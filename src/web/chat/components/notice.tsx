import { useEffect, useState } from 'react';
import { COPY } from '../copy.ts';
import type { ConnectionState } from '../state/model.ts';

interface NoticeProps {
  readonly connection: ConnectionState;
  readonly hotline: string;
  /** `已恢复` was shown long enough. */
  readonly onRestoredSeen: () => void;
}

const RESTORED_MS = 2_500;
const SLOW_AFTER_MS = 5_000;

/** The connection in words, at the top of the transcript; silent while all is well. */
export function Notice({ connection, hotline, onRestoredSeen }: NoticeProps) {
  const isOnline = useIsOnline();
  const isSlow = useSlow(connection === 'connecting');
  useEffect(() => {
    if (connection !== 'restored') return;
    const timer = setTimeout(onRestoredSeen, RESTORED_MS);
    return () => clearTimeout(timer);
  }, [connection, onRestoredSeen]);
  const words = noticeWords({ connection, hotline, isOnline, isSlow });
  return (
    <div className="notice-place" role="status">
      {words !== undefined && (
        <p className={connection === 'restored' ? 'notice notice-good' : 'notice'}>{words}</p>
      )}
    </div>
  );
}

/** Which words, if any. */
export function noticeWords(input: {
  readonly connection: ConnectionState;
  readonly hotline: string;
  readonly isOnline: boolean;
  readonly isSlow: boolean;
}): string | undefined {
  switch (input.connection) {
    case 'online':
      return undefined;
    case 'restored':
      return COPY.notice.restored;
    case 'connecting':
      return input.isSlow ? COPY.notice.slow : undefined;
    case 'unreachable':
      return input.isOnline ? COPY.notice.unreachable(input.hotline) : COPY.notice.offline;
    case 'reconnecting':
      return input.isOnline ? COPY.notice.reconnecting : COPY.notice.offline;
  }
}

function useIsOnline(): boolean {
  const [isOnline, setOnline] = useState(() => navigator.onLine);
  useEffect(() => {
    const update = (): void => setOnline(navigator.onLine);
    window.addEventListener('online', update);
    window.addEventListener('offline', update);
    return () => {
      window.removeEventListener('online', update);
      window.removeEventListener('offline', update);
    };
  }, []);
  return isOnline;
}

function useSlow(isWaiting: boolean): boolean {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    if (!isWaiting) return setSlow(false);
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isWaiting]);
  return isSlow;
}
