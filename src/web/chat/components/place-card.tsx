import { COPY } from '../copy.ts';
import { type Place, placeLabel } from '../place/locate.ts';
import { PinIcon } from './icons.tsx';

/** The customer's own place in the transcript, without a map: none is loaded from anybody else. */
export function PlaceCard({ place }: { readonly place: Place }) {
  return (
    <div className="place">
      <span className="place-pin">
        <PinIcon />
      </span>
      <span>
        <span className="place-title">{COPY.place.text}</span>
        <span className="place-point">{placeLabel(place)}</span>
      </span>
    </div>
  );
}
