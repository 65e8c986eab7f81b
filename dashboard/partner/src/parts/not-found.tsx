import { Link } from "react-router";
import { useWords } from "../language/use-words";

/** An address that names nothing, or nothing that exists for the visitor: the two look alike. */
export function NotFound() {
  const { t } = useWords();
  return (
    <>
      <h1>{t("shell.notFound")}</h1>
      <p>
        {t("shell.notFoundAdvice")} <Link to="/rights">{t("shell.rights")}</Link>
      </p>
    </>
  );
}
