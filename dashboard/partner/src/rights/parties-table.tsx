import { useWords } from "@palier/dashboard-ui/language/use-words";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import type { PartnerKind, RightsQuery } from "../generated/graphql";
import type { RightsConvention } from "./agreement";

/** Whom to reach at each party: a function, never a person. */
export function Parties({ convention }: { readonly convention: RightsConvention }) {
  const { t } = useWords();
  return (
    <section aria-labelledby="rights-parties">
      <h2 id="rights-parties">{t("rights.parties")}</h2>
      <DataTable
        className="parties"
        caption={t("rights.partiesCaption")}
        columns={[t("rights.party"), t("rights.quality"), t("rights.role"), t("rights.mailbox")]}
        isWide
      >
        <tbody>
          {partiesOf(convention).map(({ code, name, kind, role, email }) => (
            <tr key={`${kind ?? ""}:${code}`}>
              <th scope="row">{name}</th>
              <td>{kind === null ? t("rights.landlord") : t(`terms.partnerKinds.${kind}`)}</td>
              <td>{role ?? <span className="quiet">{t("rights.unknown")}</span>}</td>
              <td>
                {email === null ? (
                  <span className="quiet">{t("rights.unknown")}</span>
                ) : (
                  <a href={`mailto:${email}`}>{email}</a>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </section>
  );
}

/** A party of the convention and whom to reach there. */
interface Party {
  readonly code: string;
  readonly name: string;
  /** Null for a landlord that takes part with its sites. */
  readonly kind: PartnerKind | null;
  readonly role: string | null;
  readonly email: string | null;
}

type Convention = NonNullable<RightsQuery["convention"]>;

/** Landlords first, then those that read, both in the convention's order. */
function partiesOf({ landlords, partners }: Convention): Party[] {
  return [
    ...(landlords ?? []).map(({ slug, name, correspondent }) => ({
      code: slug,
      name: name ?? slug,
      kind: null,
      ...reachOf(correspondent),
    })),
    ...(partners ?? []).map(({ code, name, kind, correspondent }) => ({
      code,
      name: name ?? code,
      kind,
      ...reachOf(correspondent),
    })),
  ];
}

function reachOf(correspondent: { role: string | null; email: string | null } | null) {
  return { role: correspondent?.role ?? null, email: correspondent?.email ?? null };
}
