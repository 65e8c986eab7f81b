import { useWords } from "@palier/dashboard-ui/language/use-words";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import type { SiteIncidentsQuery } from "../../generated/graphql";
import { useFamilyName } from "../ground/use-family-name";

type Edge = NonNullable<NonNullable<SiteIncidentsQuery["site"]>["incidents"]>["edges"][number];
type ShownIncident = NonNullable<Edge["node"]> & { readonly complaintReference: string | null };

/** `AWAITED`: shown to the visitor, and not there yet. */
export type Complaints = "SHOWN" | "AWAITED" | "HIDDEN";

export interface IncidentTableProps {
  /** Latest first. */
  readonly incidents: readonly ShownIncident[];
  readonly complaints: Complaints;
  readonly from: string;
  readonly to: string;
}

export function IncidentTable({ incidents, complaints, from, to }: IncidentTableProps) {
  const { t, format } = useWords();
  return (
    <>
      <DataTable
        className="incident-table"
        caption={t("site.incidentsOf", { from: format.month(from), to: format.month(to) })}
        columns={[
          t("site.day"),
          t("site.category"),
          t("site.timeBand"),
          t("site.placeColumn"),
          t("site.severity"),
          ...(complaints === "HIDDEN" ? [] : [t("site.complaint")]),
        ]}
        isWide
      >
        <tbody>
          {incidents.map((incident) => (
            <IncidentRow key={incident.id} incident={incident} complaints={complaints} />
          ))}
        </tbody>
      </DataTable>
      <p className="quiet">{t("site.dayNote")}</p>
    </>
  );
}

interface IncidentRowProps {
  readonly incident: ShownIncident;
  readonly complaints: Complaints;
}

function IncidentRow({ incident, complaints }: IncidentRowProps) {
  const { t, format, worded } = useWords();
  const familyName = useFamilyName();
  const { day, category, timeBand, place, severity, complaintReference } = incident;
  return (
    <tr>
      <td className="incident-day">{day === null ? <Unrecorded /> : format.day(day)}</td>
      <th scope="row">
        {worded(category) ?? category?.code ?? <Unrecorded />}
        {category?.family != null && <span className="beside">{familyName(category.family)}</span>}
      </th>
      <td>{timeBand === null ? <Unrecorded /> : t(`site.timeBands.${timeBand}`)}</td>
      <td>{place === null ? <Unrecorded /> : t(`site.places.${place}`)}</td>
      <td>{severity === null ? <Unrecorded /> : t("site.severityOf", { severity })}</td>
      {complaints === "SHOWN" && <td>{complaintReference ?? <Unrecorded />}</td>}
      {complaints === "AWAITED" && <td className="quiet">…</td>}
    </tr>
  );
}

function Unrecorded() {
  const { t } = useWords();
  return <span className="quiet">{t("site.unrecorded")}</span>;
}
