import { useWords } from "@palier/dashboard-ui/language/use-words";
import type { RightsQuery } from "../generated/graphql";

export type RightsConvention = NonNullable<RightsQuery["convention"]>;

/** Which text all of this rests on. */
export function Agreement({ convention }: { readonly convention: RightsConvention }) {
  const { t, format } = useWords();
  const { reference, version, title, gridVersion, validFrom, validUntil } = convention;
  return (
    <section aria-labelledby="rights-agreement">
      <h2 id="rights-agreement">{t("rights.agreement")}</h2>
      <dl className="rights-facts">
        <dt>{t("rights.agreementTitle")}</dt>
        <dd lang="fr">{title}</dd>
        <dt>{t("rights.reference")}</dt>
        <dd>
          <code>{reference}</code>
          {version !== null && <> {t("rights.version", { version })}</>}
        </dd>
        {validFrom !== null && validUntil !== null && (
          <>
            <dt>{t("rights.validity")}</dt>
            <dd>
              {t("rights.validityFromTo", {
                from: format.day(validFrom),
                until: format.day(validUntil),
              })}
            </dd>
          </>
        )}
        {gridVersion !== null && (
          <>
            <dt>{t("rights.grid")}</dt>
            <dd>{t("rights.gridVersion", { version: gridVersion })}</dd>
          </>
        )}
      </dl>
    </section>
  );
}
