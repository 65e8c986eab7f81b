import { Link } from "react-router";
import { useWords } from "../language/use-words";
import { Notice } from "../parts/notice";

/** An address that names nothing, or nothing that exists for the visitor: the two look alike. */
export function NotFound() {
  const { t } = useWords();
  return (
    <Notice kind="info" title={t("shell.notFound")}>
      <p>
        {t("shell.notFoundAdvice")} <Link to="/rights">{t("shell.rights")}</Link>
      </p>
    </Notice>
  );
}
