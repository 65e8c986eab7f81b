import { useWords } from "../language/use-words";
import type { RightsConvention } from "./agreement";
import { partiesOf } from "./parties";

/** Whom to reach at each party: a function, never a person. */
export function Parties({ convention }: { readonly convention: RightsConvention }) {
  const { t } = useWords();
  return (
    <section aria-labelledby="rights-parties">
      <h2 id="rights-parties">{t("rights.parties")}</h2>
      <div className="scroll-wide">
        <table className="parties">
          <caption>{t("rights.partiesCaption")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("rights.party")}</th>
              <th scope="col">{t("rights.quality")}</th>
              <th scope="col">{t("rights.role")}</th>
              <th scope="col">{t("rights.mailbox")}</th>
            </tr>
          </thead>
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
        </table>
      </div>
    </section>
  );
}
