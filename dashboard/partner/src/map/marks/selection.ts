import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";

/** What is chosen on the map or in the list. */
export type Selection =
  | { readonly kind: "site"; readonly id: string }
  | { readonly kind: "area"; readonly code: string };

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
          next.delete("area");
          if (selection?.kind === "site") next.set("site", selection.id);
          if (selection?.kind === "area") next.set("area", selection.code);
          return next;
        },
        { replace: true },
      ),
    [setSearch],
  );
  const site = search.get("site");
  const area = search.get("area");
  const selection = useMemo(() => selectionOf(site, area), [site, area]);
  return [selection, select];
}

function selectionOf(site: string | null, area: string | null): Selection | null {
  if (site !== null) return { kind: "site", id: site };
  return area === null ? null : { kind: "area", code: area };
}
