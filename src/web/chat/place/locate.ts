/** A point in degrees, as the device gives it (WGS 84). */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** What became of asking the device where it is. */
export type Located =
  | { readonly kind: 'found'; readonly place: Place }
  /** The customer, the browser or the app around it said no. */
  | { readonly kind: 'denied' }
  /** No signal, no answer in time, or a browser that cannot. */
  | { readonly kind: 'failed' };

const TIMEOUT_MS = 10_000;
/** Some apps' browsers never answer at all; the customer may take a while to allow it. */
const GIVE_UP_MS = 45_000;
/** A fix of a moment ago is the place one stands at. */
const AGE_MAX_MS = 30_000;
/** `GeolocationPositionError.PERMISSION_DENIED`; old browsers lack the class. */
const DENIED = 1;

/** Asks the device once where it is; nothing is followed. Never rejects. */
export function locate(device: Pick<Navigator, 'geolocation'> = navigator): Promise<Located> {
  return new Promise((resolve) => {
    // Undefined in old browsers and where the page is not served over https.
    if (!('geolocation' in device)) return resolve({ kind: 'failed' });
    const timer = setTimeout(() => resolve({ kind: 'failed' }), GIVE_UP_MS);
    const finish = (located: Located): void => {
      clearTimeout(timer);
      resolve(located);
    };
    device.geolocation.getCurrentPosition(
      ({ coords }) => {
        const { latitude, longitude } = coords;
        finish({ kind: 'found', place: { latitude, longitude } });
      },
      ({ code }) => finish({ kind: code === DENIED ? 'denied' : 'failed' }),
      { enableHighAccuracy: true, timeout: TIMEOUT_MS, maximumAge: AGE_MAX_MS },
    );
  });
}

const SHOWN_DECIMALS = 4;

/** `22.5405, 114.0500`: about ten metres, enough to recognise it. */
export function placeLabel({ latitude, longitude }: Place): string {
  return `${latitude.toFixed(SHOWN_DECIMALS)}, ${longitude.toFixed(SHOWN_DECIMALS)}`;
}
