import { useEffect, useRef, useState } from 'react';
import { COPY } from '../copy.ts';
import { type Located, locate, type Place } from '../place/locate.ts';
import { PinIcon } from './icons.tsx';

interface PlaceSheetProps {
  readonly onSend: (place: Place) => void;
  readonly onClose: () => void;
}

type SheetState = 'asking' | 'locating' | Exclude<Located['kind'], 'found'>;

/**
 * The separate agreement to share the place (个人信息保护法 29): what it is for, before the device is asked. Closing
 * it, or leaving it while the device still searches, sends nothing.
 */
export function PlaceSheet({ onSend, onClose }: PlaceSheetProps) {
  const [state, setState] = useState<SheetState>('asking');
  const agree = useRef<HTMLButtonElement>(null);
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    agree.current?.focus();
    return () => {
      isGone.current = true;
    };
  }, []);

  const send = async (): Promise<void> => {
    setState('locating');
    const located = await locate();
    if (isGone.current) return;
    if (located.kind !== 'found') return setState(located.kind);
    onSend(located.place);
    onClose();
  };
  const isLocating = state === 'locating';
  const problem = state === 'denied' || state === 'failed' ? COPY.place[state] : undefined;
  return (
    <section
      className="sheet"
      role="dialog"
      aria-label={COPY.place.title}
      aria-describedby="place-purpose"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // In a site's panel Escape would close the whole chat.
        event.nativeEvent.stopPropagation();
        onClose();
      }}
    >
      <p className="sheet-title">
        <PinIcon />
        {COPY.place.title}
      </p>
      <p id="place-purpose" className="sheet-text">
        {COPY.place.purpose}
      </p>
      {problem !== undefined && (
        <p className="sheet-problem" role="alert">
          {problem}
        </p>
      )}
      <div className="sheet-buttons">
        <button type="button" className="sheet-cancel" onClick={onClose}>
          {COPY.place.cancel}
        </button>
        <button
          ref={agree}
          type="button"
          className="sheet-agree"
          aria-disabled={isLocating}
          onClick={() => {
            // send never rejects: what goes wrong is the sheet's state.
            if (!isLocating) void send();
          }}
        >
          {isLocating
            ? COPY.place.locating
            : problem === undefined
              ? COPY.place.agree
              : COPY.place.again}
        </button>
      </div>
    </section>
  );
}
