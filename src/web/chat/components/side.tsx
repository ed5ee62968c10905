import { COPY } from '../copy.ts';
import type { Brand } from '../state/model.ts';
import { Logo } from './header.tsx';
import { PhoneIcon } from './icons.tsx';

/** Beside the chat on wide screens: whose desk it is, the hotline, and what to do right after an accident. */
export function Side({ brand }: { readonly brand: Brand }) {
  return (
    <aside className="side">
      <div className="side-brand">
        <Logo brand={brand} />
        <p>{brand.name}</p>
      </div>
      <p className="side-headline">{COPY.side.headline}</p>
      <p className="side-lead">{COPY.side.lead}</p>
      {brand.hotline !== '' && (
        <a className="side-hotline" href={`tel:${brand.hotline.replace(/[^\d+]/g, '')}`}>
          <PhoneIcon />
          <span>
            <small>{COPY.side.hotline}</small>
            {brand.hotline}
          </span>
        </a>
      )}
      <section className="side-emergency">
        <h2>{COPY.side.emergencyTitle}</h2>
        <ol>
          {COPY.side.emergencySteps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </section>
    </aside>
  );
}
