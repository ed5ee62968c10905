import { COPY } from '../copy.ts';
import { ShieldIcon } from './icons.tsx';
import { Text } from './text.tsx';

/** What stands there before the first message. */
export function Welcome({ isConnected }: { readonly isConnected: boolean }) {
  return (
    <div className="welcome">
      <span className="welcome-mark">
        <ShieldIcon />
      </span>
      <p className="welcome-title">{isConnected ? COPY.welcome.title : COPY.notice.connecting}</p>
      <div className="welcome-text">
        <Text text={COPY.welcome.emergency} />
      </div>
    </div>
  );
}
