import './styles/base.css';
import './styles/frame.css';
import './styles/bubble.css';
import './styles/card.css';
import './styles/media.css';
import './styles/dock.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config } from 'zod/mini';
import { App } from './app.tsx';
import { CrashGuard } from './components/crash-guard.tsx';
import { openHostBridge } from './embed/host-bridge.ts';
import type { Brand } from './state/model.ts';
import { makePageStorage, openTextStore } from './state/storage.ts';
import { keepAboveKeyboard } from './viewport.ts';

// Without it zod tries `new Function`, which the page's content security policy reports as an attack.
config({ jitless: true });

/** The brand as the server wrote it into index.html; empty where it did not. */
function readBrand(): Brand {
  const meta = (name: string): string => {
    const content = document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? '';
    return content.startsWith('{{') ? '' : content;
  };
  return {
    name: meta('careline-brand-name'),
    hotline: meta('careline-brand-hotline'),
    color: meta('theme-color'),
  };
}

const root = document.getElementById('root');
if (root !== null) {
  const brand = readBrand();
  keepAboveKeyboard(window);
  createRoot(root).render(
    <StrictMode>
      <CrashGuard hotline={() => brand.hotline}>
        <App
          storage={makePageStorage(openTextStore())}
          host={openHostBridge(window)}
          initialBrand={brand}
        />
      </CrashGuard>
    </StrictMode>,
  );
}
