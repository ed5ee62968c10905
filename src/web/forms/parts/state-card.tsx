import { type ReactNode, useEffect, useRef } from 'react';

interface StateCardProps {
  readonly icon: ReactNode;
  readonly tone: 'good' | 'soft' | 'warn';
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}

/** One sign, what happened, what follows, and what can be done. Its title is read aloud. */
export function StateCard({ icon, tone, title, text, children }: StateCardProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <section className="card state">
      <span className={`state-sign state-${tone}`}>{icon}</span>
      <h1 ref={heading} tabIndex={-1} className="state-title">
        {title}
      </h1>
      <p className="state-text">{text}</p>
      {children}
    </section>
  );
}
