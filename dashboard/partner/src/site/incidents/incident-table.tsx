import { useWords } from "@palier/dashboard-ui/language/use-words";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import { useFamilyName } from "../../counts/use-family-name";
import type { SiteCircumstancesQuery, SiteIncidentsQuery } from "../../generated/graphql";
import type { Beside } from "./beside";

type Edge = NonNullable<NonNullable<SiteIncidentsQuery["site"]>["incidents"]>["edges"][number];
type ShownIncident = NonNullable<Edge["node"]>;

interface Complaint {
  readonly complaintReference: string | null;
}

type Circumstances = Pick<
  NonNullable<
    NonNullable<NonNullable<SiteCircumstancesQuery["site"]>["incidents"]>["edges"][number]["node"]
  >,
  "target" | "followUp"
>;

/** What is known of incidents besides what each of their readers is shown. */
interface More {
  readonly complaints: Beside<Complaint>;
  readonly circumstances: Beside<Circumstances>;
}

export interface IncidentTableProps extends More {
  /** Latest first. */
  readonly incidents: readonly ShownIncident[];
  readonly from: string;
  readonly to: string;
}

export function IncidentTable({ incidents, from, to, ...more }: IncidentTableProps) {
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
          ...(more.circumstances.state === "HIDDEN" ? [] : [t("site.target"), t("site.followUp")]),
          ...(more.complaints.state === "HIDDEN" ? [] : [t("site.complaint")]),
        ]}
        isWide
      >
        <tbody>
          {incidents.map((incident) => (
            <IncidentRow key={incident.id} incident={incident} {...more} />
          ))}
        </tbody>
      </DataTable>
      <p className="quiet">{t("site.dayNote")}</p>
    </>
  );
}

interface IncidentRowProps extends More {
  readonly incident: ShownIncident;
}

function IncidentRow({ incident, complaints, circumstances }: IncidentRowProps) {
  const { t, format, worded } = useWords();
  const familyName = useFamilyName();
  const { id, day, category, timeBand, place, severity } = incident;
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
      <TdBeside beside={circumstances} id={id}>
        {({ target }) => target && t(`site.targets.${target}`)}
      </TdBeside>
      <TdBeside beside={circumstances} id={id}>
        {({ followUp }) => followUp && t(`site.followUps.${followUp}`)}
      </TdBeside>
      <TdBeside beside={complaints} id={id}>
        {({ complaintReference }) => complaintReference}
      </TdBeside>
    </tr>
  );
}

interface TdBesideProps<Told> {
  readonly beside: Beside<Told>;
  readonly id: string;
  readonly children: (told: Told) => string | null;
}

/** A cell of what is asked for apart; none where it is hidden. */
function TdBeside<Told>({ beside, id, children }: TdBesideProps<Told>) {
  if (beside.state === "HIDDEN") return null;
  if (beside.state !== "SHOWN") return <td className="quiet">…</td>;
  const told = beside.of(id);
  return <td>{(told && children(told)) ?? <Unrecorded />}</td>;
}

function Unrecorded() {
  const { t } = useWords();
  return <span className="quiet">{t("site.unrecorded")}</span>;
}
