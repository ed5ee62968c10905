import { Modal } from 'antd';
import { useEffect, useState } from 'react';
import { COPY } from '../copy.ts';
import { isTyping } from './search-field.tsx';

const OPEN = 'careline-shortcuts';

/** Shows the list of keys. */
export function openShortcutList(): void {
  document.dispatchEvent(new Event(OPEN));
}

/** The list of keys; `?` opens it. */
export function ShortcutList() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const open = (): void => setOpen(true);
    const onKeyDown = (event: KeyboardEvent): void => {
      const isAsked = event.key === '?' || event.key === '？';
      if (isAsked && !event.isComposing && !isTyping(event.target)) setOpen((before) => !before);
    };
    document.addEventListener(OPEN, open);
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener(OPEN, open);
      document.removeEventListener('keydown', onKeyDown);
    };
  }, []);
  return (
    <Modal
      open={isOpen}
      onCancel={() => setOpen(false)}
      footer={null}
      title={COPY.shortcuts.title}
      width={620}
    >
      <div className="shortcuts">
        {COPY.shortcuts.groups.map(({ title, keys }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map(([key, text]) => (
                <div key={text}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{text}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
