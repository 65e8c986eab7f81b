import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Link } from "react-router";
import { comparedIn, comparedText, withCompared } from "./compared";
import { useLinks } from "./links";
import { queryOf, usePlace } from "./place";

export interface CompareLinkProps {
  readonly id: string;
  readonly className?: string;
}

/** Puts a site beside those that were chosen before: the address carries them from page to page. */
export function CompareLink({ id, className }: CompareLinkProps) {
  const { t } = useWords();
  const linkTo = useLinks();
  const { kept, territory } = usePlace();
  const ids = comparedIn(kept.sites ?? null);
  const sites = comparedText(withCompared(ids, id));
  return (
    <Link className={className} to={linkTo("compare", "", queryOf({ ...kept, territory, sites }))}>
      {t(ids.some((each) => each !== id) ? "frame.compareMore" : "frame.compare")}
    </Link>
  );
}
