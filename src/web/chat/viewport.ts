/**
 * Keeps the input above the phone's keyboard. Newer browsers make the page smaller by themselves
 * (`interactive-widget`, `dvh`); iOS only makes the visual viewport smaller and scrolls the page.
 */
export function keepAboveKeyboard(page: Window): void {
  const viewport = page.visualViewport;
  if (!viewport) return;
  const { style } = page.document.documentElement;
  const takeRoom = (): void => {
    // Zoomed in, the visual viewport is a window on the page, not the page's room.
    if (viewport.scale > 1.05) return;
    style.setProperty('--room', `${Math.round(viewport.height)}px`);
    if (viewport.offsetTop > 0) page.scrollTo(0, 0);
  };
  viewport.addEventListener('resize', takeRoom);
  viewport.addEventListener('scroll', takeRoom);
  takeRoom();
}
