import { openStore } from './storage.ts';

export type AlertKind = 'sound' | 'notification';

const store = openStore('local');
const KEYS: Readonly<Record<AlertKind, string>> = {
  sound: 'alert-sound',
  notification: 'alert-notification',
};

/** Whether the person wants it; both are on until switched off. */
function wantsAlert(kind: AlertKind): boolean {
  return store.read(KEYS[kind]) !== 'off';
}

/** Whether it would be heard or seen: wanted, and for notifications also allowed by the browser. */
export function isAlertOn(kind: AlertKind): boolean {
  if (!wantsAlert(kind)) return false;
  return kind === 'sound' || ('Notification' in window && Notification.permission === 'granted');
}

/** Asks the browser once whether notifications may be shown. Only from a click: it asks nobody otherwise. */
export function askForNotifications(): void {
  if (!wantsAlert('notification') || !('Notification' in window)) return;
  if (Notification.permission !== 'default') return;
  // Whatever the answer is: the menu shows it.
  Notification.requestPermission().catch(() => undefined);
}

/** Switches one on or off. Asks the browser for notifications, which only a click may do. */
export async function setAlert(kind: AlertKind, isOn: boolean): Promise<'set' | 'blocked'> {
  store.write(KEYS[kind], isOn ? undefined : 'off');
  if (kind === 'sound' || !isOn || !('Notification' in window)) return 'set';
  const permission =
    Notification.permission === 'default'
      ? await Notification.requestPermission()
      : Notification.permission;
  return permission === 'granted' ? 'set' : 'blocked';
}

const NOTES_HERTZ: Readonly<Record<'offer' | 'message', readonly number[]>> = {
  offer: [659, 880, 988],
  message: [740],
};
const NOTE_SECONDS = 0.16;
const LOUDNESS = 0.12;
let audio: AudioContext | undefined;

/** A short, soft sound. Silent before the first click on the page: browsers want it so. */
export function playSound(name: 'offer' | 'message'): void {
  if (!wantsAlert('sound')) return;
  try {
    audio ??= new AudioContext();
    const { currentTime, destination } = audio;
    for (const [at, hertz] of NOTES_HERTZ[name].entries()) {
      const start = currentTime + at * NOTE_SECONDS;
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      tone.frequency.value = hertz;
      volume.gain.setValueAtTime(LOUDNESS, start);
      volume.gain.exponentialRampToValueAtTime(0.001, start + NOTE_SECONDS * 2);
      tone.connect(volume).connect(destination);
      tone.start(start);
      tone.stop(start + NOTE_SECONDS * 2);
    }
  } catch {
    // A computer without sound still shows the offer.
  }
}

/** A notification of the browser, while the page is not looked at. Holds no words of customers. */
export function notify(options: {
  readonly title: string;
  readonly body: string;
  /** A newer one with the same tag takes its place. */
  readonly tag: string;
  readonly onClick: () => void;
}): void {
  if (!isAlertOn('notification') || document.visibilityState === 'visible') return;
  try {
    const { title, body, tag } = options;
    const shown = new Notification(title, { body, tag });
    shown.onclick = () => {
      window.focus();
      options.onClick();
      shown.close();
    };
  } catch {
    // Android's Chrome has the class and forbids the constructor.
  }
}
