import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Link } from "react-router";
import { useLinks } from "../frame/links";
import type { RightsQuery } from "../generated/graphql";

export type RightsViewer = NonNullable<RightsQuery["viewer"]>;
type Scope = NonNullable<RightsViewer["partner"]>["scope"];

const kinds = ["INTERCOMMUNALITY", "DEPARTMENT", "COMMUNE", "PRIORITY_DISTRICT"] as const;

/** On whose behalf the visitor reads, where, and for what. */
export function Who({ viewer }: { readonly viewer: RightsViewer }) {
  const { t } = useWords();
  const { partner, purposes } = viewer;
  const isAsked = (viewer.visibility ?? []).some(({ needsPurpose }) => needsPurpose);
  return (
    <section aria-labelledby="rights-who">
      <h2 id="rights-who">{t("rights.who")}</h2>
      <dl className="rights-facts">
        <dt>{t("rights.party")}</dt>
        <dd>
          {partner?.name ?? t("rights.unknown")}
          {partner?.kind != null && (
            <span className="quiet">
              {" "}
              {t("rights.kind", { kind: t(`terms.partnerKinds.${partner.kind}`) })}
            </span>
          )}
        </dd>
        <dt>{t("rights.scope")}</dt>
        <dd>
          <ScopeByKind scope={partner?.scope ?? []} />
        </dd>
        <dt>{t("rights.purposes")}</dt>
        <dd>
          {(purposes ?? []).map(({ label, code }) => label ?? code).join(", ")}
          <p className="quiet rights-aside">
            {isAsked ? t("rights.purposesAdvice") : t("rights.noPurposeNeeded")}
          </p>
        </dd>
      </dl>
    </section>
  );
}

function ScopeByKind({ scope }: { readonly scope: NonNullable<Scope> }) {
  const { t } = useWords();
  const linkTo = useLinks();
  if (scope.length === 0) return <p className="rights-aside">{t("rights.noScope")}</p>;
  return (
    <>
      {kinds
        .map((kind) => ({ kind, found: scope.filter((each) => each.kind === kind) }))
        .filter(({ found }) => found.length > 0)
        .map(({ kind, found }) => (
          <div key={kind} className="rights-scope">
            <span className="quiet">{t(`rights.kinds.${kind}`, { count: found.length })}</span>
            <ul className="bare">
              {found.map(({ code, name }) => (
                <li key={code}>
                  <Link to={linkTo("territory", code)}>{name ?? code}</Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
    </>
  );
}
