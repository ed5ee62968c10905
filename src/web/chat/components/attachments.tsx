import { useState } from 'react';
import { COPY } from '../copy.ts';
import type { Attachment, HeroCard } from '../state/model.ts';
import { FileIcon } from './icons.tsx';

export type OpenPhoto = (photo: { readonly url: string; readonly name: string }) => void;

/** What came with a message: pictures to tap, files to open. */
export function Attachments(props: {
  readonly attachments: readonly Attachment[];
  /** The customer's own preview: shown instead of loading the same picture again. */
  readonly previewUrl?: string | undefined;
  readonly onOpenPhoto: OpenPhoto;
}) {
  return props.attachments.map((one, index) => {
    const key = one.contentUrl ?? `${one.name}-${index}`;
    const url = props.previewUrl ?? one.thumbnailUrl ?? one.contentUrl;
    if (one.contentType.startsWith('image/') && url !== undefined) {
      const name = one.name ?? COPY.photos.photo;
      const full = props.previewUrl ?? one.contentUrl ?? url;
      return (
        <Photo
          key={key}
          url={url}
          name={name}
          onOpen={() => props.onOpenPhoto({ url: full, name })}
        />
      );
    }
    return <FileLink key={key} name={one.name ?? COPY.photos.file} url={one.contentUrl} />;
  });
}

/** A picture in the transcript; `progress` 0 to 1 while it is being sent. */
export function Photo(props: {
  readonly url: string;
  readonly name: string;
  readonly progress?: number | undefined;
  readonly onOpen: () => void;
}) {
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return <p className="photo-broken">{COPY.photos.loadFailed}</p>;
  return (
    <button
      type="button"
      className="photo"
      aria-label={COPY.photos.enlarge(props.name)}
      onClick={props.onOpen}
    >
      <img src={props.url} alt={props.name} onError={() => setBroken(true)} />
      {props.progress !== undefined && <Progress share={props.progress} />}
    </button>
  );
}

/** A bar over a file that is leaving. */
export function Progress({ share }: { readonly share: number }) {
  const percent = Math.round(share * 100);
  return (
    <span
      className="progress"
      role="progressbar"
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-label={COPY.status.uploading(percent)}
    >
      <span className="progress-bar" style={{ transform: `scaleX(${share})` }} />
      <span className="progress-text">{percent}%</span>
    </span>
  );
}

export function FileLink({
  name,
  url,
}: {
  readonly name: string;
  readonly url?: string | undefined;
}) {
  const inside = (
    <>
      <FileIcon />
      <span className="file-name">{name}</span>
    </>
  );
  if (url === undefined) return <span className="file">{inside}</span>;
  return (
    <a
      className="file"
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={COPY.photos.open(name)}
    >
      {inside}
    </a>
  );
}

/** A card of a standard bot: title, picture, words, buttons that say something or lead somewhere. */
export function Hero({
  hero,
  onSay,
}: {
  readonly hero: HeroCard;
  readonly onSay: (text: string) => void;
}) {
  return (
    <section className="card" aria-label={hero.title}>
      {hero.imageUrl !== undefined && <img className="hero-image" src={hero.imageUrl} alt="" />}
      {hero.title !== undefined && <h3 className="card-title">{hero.title}</h3>}
      {hero.subtitle !== undefined && <p className="card-subtitle">{hero.subtitle}</p>}
      {hero.text !== undefined && <p className="hero-text">{hero.text}</p>}
      {hero.buttons.map((button) =>
        button.href !== undefined ? (
          <a
            key={button.label}
            className="hero-button"
            href={button.href}
            target="_blank"
            rel="noopener noreferrer"
          >
            {button.label}
          </a>
        ) : (
          <button
            key={button.label}
            type="button"
            className="hero-button"
            onClick={() => onSay(button.say ?? button.label)}
          >
            {button.label}
          </button>
        ),
      )}
    </section>
  );
}
