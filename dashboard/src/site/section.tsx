import { type ReactNode, useId } from "react";

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
