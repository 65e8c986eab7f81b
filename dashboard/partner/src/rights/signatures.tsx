import { useWords } from "@palier/dashboard-ui/language/use-words";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import type { RightsConvention } from "./agreement";

type Signature = NonNullable<RightsConvention["signatures"]>[number];

/** Who has signed which version: who is missing, since when, and until when there is time. */
export function Signatures({ convention }: { readonly convention: RightsConvention }) {
  const { t, format } = useWords();
  const { signatures } = convention;
  if (signatures === null || signatures.length === 0) return null;
  const day = (written: string | null) =>
    written === null ? <span className="quiet">{t("rights.unknown")}</span> : format.day(written);
  return (
    <section aria-labelledby="rights-signatures">
      <h2 id="rights-signatures">{t("rights.signatures")}</h2>
      <p className="rights-lead">{t("rights.signaturesLead")}</p>
      <DataTable
        className="parties"
        caption={t("rights.signaturesCaption")}
        columns={[
          t("rights.versionColumn"),
          t("rights.party"),
          t("rights.quality"),
          t("rights.signature"),
          t("rights.textSince"),
          t("rights.firstDay"),
        ]}
        isWide
      >
        <tbody>
          {signatures.map((one) => (
            <tr key={`${one.version}:${one.role}:${one.party}`} data-state={one.state}>
              <td>{one.version}</td>
              <th scope="row">{one.name ?? one.party}</th>
              <td>{one.role === null ? "" : t(`rights.roles.${one.role}`)}</td>
              <td>
                <SignatureText signature={one} />
              </td>
              <td>{day(one.since)}</td>
              <td>{day(one.due)}</td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </section>
  );
}

function SignatureText({ signature: { state, signedOn } }: { readonly signature: Signature }) {
  const { t, format } = useWords();
  if (state === null) return <span className="quiet">{t("rights.unknown")}</span>;
  if (state === "SIGNED" && signedOn !== null) {
    return t("rights.signedOn", { day: format.day(signedOn) });
  }
  const text = t(`rights.signatureStates.${state}`);
  return state === "OVERDUE" ? <strong>{text}</strong> : text;
}
