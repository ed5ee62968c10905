import { EMBED_COPY } from '../copy.ts';
import { LAUNCHER_CSS } from './launcher-css.ts';

export interface LauncherOptions {
  readonly pageUrl: string;
  readonly title: string;
  /** CSS colour of the button. */
  readonly color: string;
  readonly side: 'left' | 'right';
  readonly onToggle: (isOpen: boolean) => void;
}

/** The floating button and the panel with the chat page in a frame. */
export interface Launcher {
  open(): void;
  close(): void;
  isOpen(): boolean;
  /** Shows how many messages wait; 0 hides it. */
  badge(count: number): void;
  /** Undefined until first opened: a visitor who does not chat loads nothing more. */
  frame(): HTMLIFrameElement | undefined;
}

const CHAT_ICON =
  'M12 3C6.5 3 2 6.8 2 11.5c0 2.6 1.4 4.9 3.5 6.5L5 21.5l4-2c1 .3 2 .4 3 .4 5.5 0 10-3.8 10-8.4S17.5 3 12 3z';
const CLOSE_ICON = 'M6 6l12 12M18 6L6 18';
const BADGE_MAX = 99;

/** Builds it in a shadow tree, where the site's styles do not reach it and ours not the site. */
export function makeLauncher(options: LauncherOptions): Launcher {
  const { button, panel, badge, root } = build(options);
  let frame: HTMLIFrameElement | undefined;
  let isOpen = false;

  const toggle = (next: boolean): void => {
    if (next === isOpen) return;
    isOpen = next;
    if (next && frame === undefined) frame = addFrame(panel, options);
    panel.hidden = !next;
    root.classList.toggle('is-open', next);
    button.setAttribute('aria-expanded', String(next));
    button.setAttribute('aria-label', next ? EMBED_COPY.close(options.title) : options.title);
    if (next) {
      showCount(badge, 0);
      frame?.focus();
    } else button.focus();
    options.onToggle(next);
  };
  button.addEventListener('click', () => toggle(!isOpen));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && isOpen && !event.isComposing) toggle(false);
  });
  return {
    open: () => toggle(true),
    close: () => toggle(false),
    isOpen: () => isOpen,
    badge: (count) => {
      if (!isOpen) showCount(badge, count);
    },
    frame: () => frame,
  };
}

function build(options: LauncherOptions) {
  const host = document.createElement('careline-chat');
  const shadow = host.attachShadow({ mode: 'open' });
  addStyle(shadow);
  const root = element('div', `root ${options.side}`);
  root.style.setProperty('--color', options.color);
  const panel = element('div', 'panel');
  panel.hidden = true;
  panel.setAttribute('role', 'dialog');
  panel.setAttribute('aria-label', options.title);
  const button = element('button', 'button');
  button.type = 'button';
  button.setAttribute('aria-label', options.title);
  button.setAttribute('aria-expanded', 'false');
  button.append(icon(CHAT_ICON, 'chat'), icon(CLOSE_ICON, 'cross'));
  const badge = element('span', 'badge');
  badge.hidden = true;
  badge.setAttribute('role', 'status');
  root.append(panel, button, badge);
  shadow.append(root);
  document.body.append(host);
  return { root, panel, button, badge };
}

function addFrame(panel: HTMLElement, options: LauncherOptions): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.title = options.title;
  frame.src = options.pageUrl;
  frame.allow = 'camera; geolocation';
  panel.append(frame);
  return frame;
}

function showCount(badge: HTMLElement, count: number): void {
  badge.hidden = count <= 0;
  badge.textContent = count <= 0 ? '' : count > BADGE_MAX ? `${BADGE_MAX}+` : String(count);
  badge.setAttribute('aria-label', count <= 0 ? '' : EMBED_COPY.unread(count));
}

/** A constructed sheet needs no permission of the site's content security policy. */
function addStyle(shadow: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(LAUNCHER_CSS);
    shadow.adoptedStyleSheets = [sheet];
  } catch {
    const style = document.createElement('style');
    style.textContent = LAUNCHER_CSS;
    shadow.append(style);
  }
}

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}

function icon(path: string, className: string): SVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', className);
  const shape = document.createElementNS(namespace, 'path');
  shape.setAttribute('d', path);
  svg.append(shape);
  return svg;
}
