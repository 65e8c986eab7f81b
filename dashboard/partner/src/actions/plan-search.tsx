import { useWords } from "@palier/dashboard-ui/language/use-words";
import { SearchBox } from "@palier/dashboard-ui/parts/search-box";
import { useEffect, useRef, useState } from "react";
import { useSearchParams } from "react-router";

/** Words that all stand somewhere in an action; each letter is in the address, without a step back for each. */
export function PlanSearch() {
  const { t } = useWords();
  const [search, setSearch] = useSearchParams();
  const given = search.get("q") ?? "";
  const [text, setText] = useState(given);
  const sent = useRef(given);
  // Links, "back" and the button that clears all filters change it from outside.
  useEffect(() => {
    if (given !== sent.current) {
      sent.current = given;
      setText(given);
    }
  }, [given]);
  return (
    <SearchBox
      className="plan-search"
      label={t("actions.search")}
      value={text}
      onChange={(next) => {
        setText(next);
        sent.current = next;
        setSearch(
          (now) => {
            const changed = new URLSearchParams(now);
            if (next === "") changed.delete("q");
            else changed.set("q", next);
            changed.delete("shown");
            return changed;
          },
          { replace: true, preventScrollReset: true },
        );
      }}
    />
  );
}
