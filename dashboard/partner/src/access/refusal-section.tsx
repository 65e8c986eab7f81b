import { useResource } from "@palier/dashboard-ui/graph/use-resource";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import { useSession } from "@palier/dashboard-ui/session/session-context";
import { type RefusalRow, readRefusals } from "./refusal-rows";

/** What the gateway refused by itself: no landlord heard of it. */
export function RefusalSection() {
  const { t } = useWords();
  const { session } = useSession();
  const query = useResource("/refusals/counts", readRefusals, true);
  return (
    <section aria-labelledby="access-gateway">
      <h2 id="access-gateway">{t("access.gateway")}</h2>
      <p className="access-lead">{t("access.gatewayLead")}</p>
      {session === null ? (
        <p className="quiet">{t("access.noIdentity")}</p>
      ) : (
        <Answered query={query} roomRem={12}>
          {(rows) =>
            rows.length === 0 ? (
              <p className="quiet">{t("access.noRefusals")}</p>
            ) : (
              <RefusalTable rows={rows} />
            )
          }
        </Answered>
      )}
    </section>
  );
}

function RefusalTable({ rows }: { readonly rows: readonly RefusalRow[] }) {
  const { t, format } = useWords();
  return (
    <DataTable
      className="access-table"
      caption={t("access.gatewayCaption")}
      columns={[
        t("terms.month"),
        t("access.asker"),
        t("access.reason"),
        { number: t("access.requests") },
      ]}
      isWide
    >
      <tbody>
        {rows.map(({ month, asker, reason, requests }) => (
          <tr key={`${month} ${asker} ${reason}`}>
            <td>{format.month(month)}</td>
            <td>{t(`access.askers.${asker}`)}</td>
            <td>
              <Reason reason={reason} />
            </td>
            <td className="number">{format.number(requests)}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

/** Codes of the graph's errors of which a reader is told in words; whatever else comes is told as it is. */
const worded = [
  "FORBIDDEN",
  "PURPOSE_REQUIRED",
  "TOO_COSTLY",
  "DOCUMENT_NOT_REGISTERED",
  "RATE_LIMITED",
  "UNAVAILABLE",
  "BAD_USER_INPUT",
  "BAD_REQUEST",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
] as const;

function Reason({ reason }: Pick<RefusalRow, "reason">) {
  const { t, format } = useWords();
  const words = reason.split(", ").map((code) => {
    const known = worded.find((each) => each === code);
    return known === undefined ? t("access.otherReason", { code }) : t(`access.reasons.${known}`);
  });
  return <>{format.listWithAnd([...new Set(words)])}</>;
}
