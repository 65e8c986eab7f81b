import { useGraph } from "@palier/dashboard-ui/graph/use-graph";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import { Notice } from "@palier/dashboard-ui/parts/notice";
import { useFrame } from "../frame/frame";
import { accessDocument } from "./access.documents";
import { type AccessRow, askers, readAccess } from "./access-rows";

/** Operations at each landlord's node by month and kind of partner. */
export function AccessSection() {
  const { t } = useWords();
  const query = useGraph(accessDocument, {});
  return (
    <section aria-labelledby="access-nodes">
      <h2 id="access-nodes">{t("access.nodes")}</h2>
      <Answered query={query} roomRem={24}>
        {({ convention }) => {
          const { rows, unknown } = readAccess(convention?.accessRecords ?? []);
          return (
            <>
              <UnknownLandlords slugs={unknown} />
              {rows.length === 0 ? (
                <p className="quiet">{t("access.noMonths")}</p>
              ) : (
                <AccessTable rows={rows} />
              )}
            </>
          );
        }}
      </Answered>
    </section>
  );
}

function UnknownLandlords({ slugs }: { readonly slugs: readonly string[] }) {
  const { t } = useWords();
  const { landlordName } = useFrame();
  if (slugs.length === 0) return null;
  return (
    <Notice kind="partial" title={t("access.unknown")}>
      <ul>
        {slugs.map((slug) => (
          <li key={slug}>{landlordName(slug)}</li>
        ))}
      </ul>
    </Notice>
  );
}

function AccessTable({ rows }: { readonly rows: readonly AccessRow[] }) {
  const { t, format } = useWords();
  const { landlordName } = useFrame();
  return (
    <DataTable
      className="access-table"
      caption={t("access.nodesCaption")}
      columns={[
        t("terms.month"),
        t("terms.landlord"),
        ...askers.map((asker) => ({ number: t(`access.askers.${asker}`) })),
        { number: t("access.total") },
        { number: t("access.refused") },
      ]}
      isWide
    >
      <tbody>
        {rows.map(({ month, landlord, operations, total, refused }) => (
          <tr key={`${month} ${landlord}`}>
            <td>{format.month(month)}</td>
            <th scope="row">{landlordName(landlord)}</th>
            {askers.map((asker) => (
              <td key={asker} className="number">
                {format.number(operations[asker])}
              </td>
            ))}
            <td className="number access-total">{format.number(total)}</td>
            <td className="number">{format.number(refused)}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
