/**
 * Gives every `style` element that scripts make the nonce of this page. antd takes it by its own setting, but some
 * of its parts (measuring the scroll bar, locking it behind a dialog) make theirs without. What comes as HTML text
 * is not made here, so the security policy still refuses it.
 */
export function applyStyleNonce(nonce: string): void {
  if (nonce === '') return;
  document.createElement = new Proxy(document.createElement, {
    apply: (create, self, options) => {
      const element: unknown = Reflect.apply(create, self, options);
      if (element instanceof HTMLStyleElement) element.nonce = nonce;
      return element;
    },
  });
}
