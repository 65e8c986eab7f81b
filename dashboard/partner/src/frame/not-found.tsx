import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Link } from "react-router";
import { useLinks } from "./links";

/** An address that names nothing, or nothing that exists for the visitor: the two look alike. */
export function NotFound() {
  const { t } = useWords();
  const linkTo = useLinks();
  return (
    <>
      <h1>{t("frame.notFound")}</h1>
      <p>
        {t("frame.notFoundAdvice")} <Link to={linkTo("rights")}>{t("rights.title")}</Link>
      </p>
    </>
  );
}
