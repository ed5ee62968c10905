import { type ReactNode, useEffect } from 'react';
import { PhoneIcon, ShieldIcon } from '../../chat/components/icons.tsx';
import type { FormBrand } from '../brand.ts';
import type { FrameWords } from '../copy.ts';
import { telephone } from './telephone.ts';

interface FrameProps {
  readonly brand: FormBrand;
  readonly words: FrameWords;
  /** Of the browser's tab. */
  readonly title?: string | undefined;
  /** Beside the hotline, such as another language. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** Who writes, the hotline, one card, and whose page it is. */
export function Frame({ brand, words, title, aside, children }: FrameProps) {
  useEffect(() => {
    document.title = title === undefined ? brand.name : `${title} · ${brand.name}`;
  }, [title, brand.name]);
  return (
    <div className="sheet-page">
      <header className="top">
        {brand.logoUrl === '' ? (
          <span className="top-logo top-mark">
            <ShieldIcon />
          </span>
        ) : (
          <img className="top-logo" src={brand.logoUrl} alt="" />
        )}
        <p className="top-name">{brand.name}</p>
        {aside}
        {brand.hotline !== '' && (
          <a
            className="top-call"
            href={telephone(brand.hotline)}
            aria-label={words.callAria(brand.hotline)}
          >
            <PhoneIcon />
            <span className="top-call-word">{words.call}</span>
          </a>
        )}
      </header>
      <main className="middle">{children}</main>
      <footer className="bottom">
        <p>{words.from(brand.name)}</p>
        {brand.hotline !== '' && (
          <p className="bottom-hotline">
            {words.hotline} {brand.hotline}
          </p>
        )}
      </footer>
    </div>
  );
}

/** What stands in the card until the answer has come. */
export function Waiting({ words }: { readonly words: FrameWords }) {
  return (
    <section className="card waiting" aria-busy="true">
      <p className="waiting-word" role="status">
        {words.loading}
      </p>
      <span className="waiting-line" />
      <span className="waiting-line" />
      <span className="waiting-line" />
    </section>
  );
}
