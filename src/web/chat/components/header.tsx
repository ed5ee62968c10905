import { COPY } from '../copy.ts';
import type { Brand, FontSize, Serving } from '../state/model.ts';
import { CloseIcon, PersonIcon, PhoneIcon, ShieldIcon } from './icons.tsx';

interface HeaderProps {
  readonly brand: Brand;
  readonly serving: Serving;
  readonly fontSize: FontSize;
  readonly onFontSize: (size: FontSize) => void;
  /** Given when the page stands in an insurer's site. */
  readonly onClose?: (() => void) | undefined;
}

const SIZES: readonly FontSize[] = ['standard', 'large', 'huge'];

/** Who one talks to, the hotline, and the size of the words. */
export function Header({ brand, serving, fontSize, onFontSize, onClose }: HeaderProps) {
  return (
    <header className="header">
      <Logo brand={brand} />
      <div className="header-names">
        <h1 className="header-brand">{brand.name}</h1>
        <Who serving={serving} />
      </div>
      <FontSizeSwitch fontSize={fontSize} onFontSize={onFontSize} />
      {brand.hotline !== '' && (
        <a
          className="header-call"
          href={`tel:${brand.hotline.replace(/[^\d+]/g, '')}`}
          aria-label={COPY.callAria(brand.hotline)}
        >
          <PhoneIcon />
          <span className="header-call-word">{COPY.call}</span>
        </a>
      )}
      {onClose !== undefined && (
        <button type="button" className="header-close" aria-label={COPY.close} onClick={onClose}>
          <CloseIcon />
        </button>
      )}
    </header>
  );
}

/** Who answers now; read aloud when it changes. */
function Who({ serving }: { readonly serving: Serving }) {
  const isPerson = serving.who === 'agent';
  return (
    <p className={`header-assistant${isPerson ? ' header-person' : ''}`} role="status">
      {isPerson && <PersonIcon />}
      {serving.who === 'agent'
        ? COPY.serving.agent(serving.name)
        : serving.who === 'queue'
          ? COPY.serving.queue
          : COPY.assistant}
    </p>
  );
}

/** The insurer's logo, or our shield while there is none. */
export function Logo({ brand }: { readonly brand: Brand }) {
  if (brand.logoUrl !== undefined) return <img className="logo" src={brand.logoUrl} alt="" />;
  return (
    <span className="logo logo-mark">
      <ShieldIcon />
    </span>
  );
}

function FontSizeSwitch({ fontSize, onFontSize }: Pick<HeaderProps, 'fontSize' | 'onFontSize'>) {
  return (
    <label className="font-size">
      <span className="visually-hidden">{COPY.fontSizeAria}</span>
      <span className="font-size-sign" aria-hidden="true">
        {COPY.fontSize}
      </span>
      <select
        value={fontSize}
        onChange={(event) => {
          const size = SIZES.find((one) => one === event.target.value);
          if (size !== undefined) onFontSize(size);
        }}
      >
        {SIZES.map((size) => (
          <option key={size} value={size}>
            {COPY.fontSizes[size]}
          </option>
        ))}
      </select>
    </label>
  );
}
