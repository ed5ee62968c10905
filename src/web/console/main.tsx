import './no-eval.ts';
import './styles/base.css';
import './styles/shell.css';
import './styles/sign-in.css';
import './styles/offer.css';
import './styles/desk.css';
import './styles/chat.css';
import './styles/composer.css';
import './styles/dialogs.css';
import './styles/side.css';
import './styles/notices.css';
import './styles/care.css';
import './styles/desk-phone.css';
import './styles/outreach.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ConsoleApp } from './app.tsx';
import { teachOldBrowser } from './old-browsers.ts';
import { applyStyleNonce } from './style-nonce.ts';

/** What the server wrote into index.html; empty where it did not. */
function readMeta(name: string): string {
  const content = document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? '';
  return content.startsWith('{{') ? '' : content;
}

teachOldBrowser();
const root = document.getElementById('root');
if (root !== null) {
  const styleNonce = readMeta('careline-style-nonce');
  applyStyleNonce(styleNonce);
  createRoot(root).render(
    <StrictMode>
      <ConsoleApp brandName={readMeta('careline-brand-name')} styleNonce={styleNonce} />
    </StrictMode>,
  );
}
