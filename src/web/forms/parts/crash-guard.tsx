import { Component, type ReactNode } from 'react';
import type { FormBrand } from '../brand.ts';
import { COPY } from '../copy.ts';
import { telephone } from './telephone.ts';

interface CrashGuardProps {
  readonly brand: FormBrand;
  readonly children: ReactNode;
}

/** If the page itself breaks, a person still finds the hotline. A class: React has no other way. */
export class CrashGuard extends Component<CrashGuardProps, { readonly hasCrashed: boolean }> {
  override state = { hasCrashed: false };

  static getDerivedStateFromError(): { hasCrashed: boolean } {
    return { hasCrashed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasCrashed) return this.props.children;
    const { hotline } = this.props.brand;
    return (
      <main className="boot" role="alert">
        <p className="boot-name">{COPY.crashed.title}</p>
        <p className="boot-wait">{COPY.crashed.text}</p>
        {hotline !== '' && (
          <a className="boot-call" href={telephone(hotline)}>
            {hotline}
          </a>
        )}
        <button type="button" className="boot-reload" onClick={() => window.location.reload()}>
          {COPY.crashed.reload}
        </button>
      </main>
    );
  }
}
