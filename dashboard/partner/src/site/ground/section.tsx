import { type ReactNode, useId } from "react";

/** A site in one published month: what most parts of its page are about. */
export interface InMonth {
  readonly id: string;
  readonly month: string;
}

export interface SectionProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** One part of the page under its heading. */
export function Section({ title, children }: SectionProps) {
  const id = useId();
  return (
    <section className="site-section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
