import { COPY } from '../copy.ts';
import { TRANSCRIPT_ID } from './transcript.tsx';

interface QuickRepliesProps {
  readonly labels: readonly string[];
  /** They are the steps of one scale: side by side. */
  readonly isScale?: boolean;
  readonly onSay: (text: string) => void;
}

/** Taps for what one could say next. */
export function QuickReplies({ labels, isScale = false, onSay }: QuickRepliesProps) {
  if (labels.length === 0) return null;
  const say = (label: string): void => {
    onSay(label);
    // The button is about to vanish. Not to the input: on a phone that would open the keyboard.
    document.getElementById(TRANSCRIPT_ID)?.focus({ preventScroll: true });
  };
  return (
    <ul className={`quick-replies${isScale ? ' scale' : ''}`} aria-label={COPY.quickReplies}>
      {labels.map((label) => (
        <li key={label}>
          <button type="button" className="quick-reply" onClick={() => say(label)}>
            {label}
          </button>
        </li>
      ))}
    </ul>
  );
}
