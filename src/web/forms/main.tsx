import '../chat/styles/base.css';
import './styles/frame.css';
import './styles/controls.css';
import './styles/survey.css';
import './styles/done.css';
import './styles/ticket.css';
import './styles/referral.css';
import './styles/print.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config } from 'zod/mini';
import { readAddress } from './address.ts';
import { App } from './app.tsx';
import { readBrand } from './brand.ts';
import { CrashGuard } from './parts/crash-guard.tsx';

// Without it zod tries `new Function`, which the page's content security policy reports as an attack.
config({ jitless: true });

const root = document.getElementById('root');
if (root !== null) {
  const brand = readBrand(document);
  createRoot(root).render(
    <StrictMode>
      <CrashGuard brand={brand}>
        <App brand={brand} address={readAddress(window.location.pathname)} />
      </CrashGuard>
    </StrictMode>,
  );
}
