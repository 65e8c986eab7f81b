import { useWords } from "../language/use-words";

/** While a page's program or the frame is on its way. */
export function Waiting() {
  const { t } = useWords();
  return (
    <p className="answered-wait waiting" role="status">
      <span className="answered-pulse" aria-hidden="true" />
      {t("parts.loading")}
    </p>
  );
}
