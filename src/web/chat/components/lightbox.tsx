import { useEffect, useRef } from 'react';
import { COPY } from '../copy.ts';
import { CloseIcon } from './icons.tsx';

interface LightboxProps {
  readonly photo: { readonly url: string; readonly name: string };
  readonly onClose: () => void;
}

/** A photo over the whole page. Escape, the button or a tap beside it closes; focus goes back. */
export function Lightbox({ photo, onClose }: LightboxProps) {
  const closer = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    closer.current?.focus();
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') {
        event.stopPropagation();
        onClose();
      }
      // The only thing to focus in here is the button.
      if (event.key === 'Tab') {
        event.preventDefault();
        closer.current?.focus();
      }
    };
    document.addEventListener('keydown', onKeyDown, true);
    return () => {
      document.removeEventListener('keydown', onKeyDown, true);
      if (before instanceof HTMLElement) before.focus();
    };
  }, [onClose]);
  return (
    <div className="lightbox" role="dialog" aria-modal="true" aria-label={photo.name}>
      <button
        type="button"
        className="lightbox-backdrop"
        tabIndex={-1}
        aria-hidden="true"
        onClick={onClose}
      />
      <img className="lightbox-photo" src={photo.url} alt={photo.name} />
      <button
        ref={closer}
        type="button"
        className="lightbox-close"
        aria-label={COPY.photos.closeLarge}
        onClick={onClose}
      >
        <CloseIcon />
      </button>
    </div>
  );
}
