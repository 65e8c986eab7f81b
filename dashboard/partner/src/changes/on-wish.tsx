import { type ReactNode, useState } from "react";

export interface OnWishProps {
  readonly title: string;
  /** Asks for nothing before it is opened. */
  readonly children: ReactNode;
}

/** What most visitors do not look at, and takes long to read. */
export function OnWish({ title, children }: OnWishProps) {
  const [wasOpened, setOpened] = useState(false);
  return (
    <details className="changed-on-wish" onToggle={() => setOpened(true)}>
      <summary>{title}</summary>
      {wasOpened && children}
    </details>
  );
}
