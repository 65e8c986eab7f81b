import type { ReactNode } from "react";

export interface ScrollWideProps {
  /** What is inside, for those who reach it by keyboard or hear it. */
  readonly label: string;
  readonly children: ReactNode;
}

/** A table or chart that is wider than a phone: it scrolls by itself, by keyboard too. */
export function ScrollWide({ label, children }: ScrollWideProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it a keyboard cannot scroll what has nothing to focus.
    <section className="scroll-wide" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
