import { Link } from "react-router";
import type { RefusedError } from "../graph/errors";
import { useWords } from "../language/use-words";
import { Notice } from "./notice";

/** What the convention refuses, in the gateway's words, and where the visitor may read why. */
export function RefusedNotice({ error }: { readonly error: RefusedError }) {
  const { t, language } = useWords();
  const [line] = error.deniedFields.map((field) => field.line);
  return (
    <Notice kind="refused" title={t("parts.refused")}>
      <p className="refused-words">{error.messageIn(language)}</p>
      {line !== undefined && <Link to={`/rights#${line}`}>{t("parts.whyRefused")}</Link>}
    </Notice>
  );
}
