import type { ReactNode } from "react";

/** What a landlord or the convention wrote: in French, whatever the language of the page. */
export function AsWritten({ children }: { readonly children: ReactNode }) {
  return <span lang="fr">{children}</span>;
}
