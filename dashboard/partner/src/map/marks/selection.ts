import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";

/** What is chosen on the map or in the list. */
export type Selection =
  | { readonly kind: "site"; readonly id: string }
  | { readonly kind: "commune"; readonly code: string };

/**
 * The selection in the address, so that "back" from a site's page finds it again; choosing adds no
 * step to the history.
 */
export function useSelection(): [Selection | null, (selection: Selection | null) => void] {
  const [search, setSearch] = useSearchParams();
  const select = useCallback(
    (selection: Selection | null) =>
      setSearch(
        (now) => {
          const next = new URLSearchParams(now);
          next.delete("site");
          next.delete("commune");
          if (selection?.kind === "site") next.set("site", selection.id);
          if (selection?.kind === "commune") next.set("commune", selection.code);
          return next;
        },
        { replace: true },
      ),
    [setSearch],
  );
  const site = search.get("site");
  const commune = search.get("commune");
  const selection = useMemo(() => selectionOf(site, commune), [site, commune]);
  return [selection, select];
}

function selectionOf(site: string | null, commune: string | null): Selection | null {
  if (site !== null) return { kind: "site", id: site };
  return commune === null ? null : { kind: "commune", code: commune };
}
