/** Of the shadow tree. On phones the panel is the whole screen, and the page's own button closes it. */
export const LAUNCHER_CSS = `
:host { all: initial; }
.root { position: fixed; z-index: 2147483000; bottom: 0; font: 600 13px/1 system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", sans-serif; }
.right { right: 0; }
.left { left: 0; }
[hidden] { display: none !important; }
.button { position: fixed; bottom: calc(20px + env(safe-area-inset-bottom, 0px)); width: 56px; height: 56px; padding: 0; border: 0; border-radius: 50%; background: var(--color); color: #fff; cursor: pointer; box-shadow: 0 6px 20px rgba(15, 30, 60, .28); transition: transform .15s ease; }
.right .button { right: 20px; }
.left .button { left: 20px; }
.button:hover { transform: translateY(-2px); }
.button:focus-visible { outline: 3px solid #fff; outline-offset: 0; box-shadow: 0 0 0 6px var(--color), 0 6px 20px rgba(15, 30, 60, .28); }
.button svg { position: absolute; top: 15px; left: 15px; width: 26px; height: 26px; }
.chat { fill: currentColor; }
.cross { display: none; fill: none; stroke: currentColor; stroke-width: 2.4; stroke-linecap: round; }
.is-open .chat { display: none; }
.is-open .cross { display: block; }
.badge { position: fixed; bottom: calc(62px + env(safe-area-inset-bottom, 0px)); min-width: 22px; height: 22px; padding: 0 6px; box-sizing: border-box; border: 2px solid #fff; border-radius: 11px; background: #d4281c; color: #fff; font-size: 12px; line-height: 18px; text-align: center; pointer-events: none; }
.right .badge { right: 14px; }
.left .badge { left: 58px; }
.panel { position: fixed; bottom: calc(92px + env(safe-area-inset-bottom, 0px)); width: 400px; height: min(680px, calc(100vh - 116px)); overflow: hidden; border-radius: 18px; background: #fff; box-shadow: 0 18px 60px rgba(15, 30, 60, .3); }
.right .panel { right: 20px; }
.left .panel { left: 20px; }
iframe { display: block; width: 100%; height: 100%; border: 0; }
@media (max-width: 520px), (max-height: 520px) {
  .right .panel, .left .panel { inset: 0; width: 100%; height: 100%; border-radius: 0; }
  .is-open .button { display: none; }
}
@media (prefers-color-scheme: dark) { .panel { background: #12161d; } }
@media (prefers-reduced-motion: reduce) { .button { transition: none; } }
`;
