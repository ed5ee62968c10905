import type { ReactNode } from 'react';

/** One part of the hand-over packet, under its heading. */
export function PacketPart({
  title,
  children,
}: {
  readonly title: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
