import { useWords } from "@palier/dashboard-ui/language/use-words";
import { KeptTable } from "@palier/dashboard-ui/parts/kept-table";
import { ScrollWide } from "@palier/dashboard-ui/parts/scroll-wide";
import { Button } from "react-aria-components";
import { useFamilyName } from "../../counts/use-family-name";
import { usePlace } from "../../frame/place";
import type { SiteCircumstancesQuery, SiteIncidentsQuery } from "../../generated/graphql";
import type { Beside } from "./beside";
import { type Order, type Sorting, sortingText } from "./incident-order";

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
  /** In the order that `sorting` says. */
  readonly incidents: readonly ShownIncident[];
  readonly sorting: Sorting;
  readonly from: string;
  readonly to: string;
}

export function IncidentTable({ incidents, sorting, from, to, ...more }: IncidentTableProps) {
  const { t, format } = useWords();
  const caption = t("site.incidentsOf", { from: format.month(from), to: format.month(to) });
  return (
    <>
      <KeptTable caption={caption}>
        <ScrollWide label={caption}>
          <table className="incident-table">
            <caption>{caption}</caption>
            <thead>
              <tr>
                <SortHead by="day" sorting={sorting} name={t("site.day")} />
                <SortHead by="category" sorting={sorting} name={t("site.category")} />
                <SortHead by="timeBand" sorting={sorting} name={t("site.timeBand")} />
                <SortHead by="place" sorting={sorting} name={t("site.placeColumn")} />
                <SortHead by="severity" sorting={sorting} name={t("site.severity")} />
                {more.circumstances.state !== "HIDDEN" && (
                  <>
                    <th scope="col">{t("site.target")}</th>
                    <th scope="col">{t("site.followUp")}</th>
                  </>
                )}
                {more.complaints.state !== "HIDDEN" && <th scope="col">{t("site.complaint")}</th>}
              </tr>
            </thead>
            <tbody>
              {incidents.map((incident) => (
                <IncidentRow key={incident.id} incident={incident} {...more} />
              ))}
            </tbody>
          </table>
        </ScrollWide>
      </KeptTable>
      <p className="quiet">{t("site.dayNote")}</p>
    </>
  );
}

interface SortHeadProps {
  readonly by: Order;
  readonly sorting: Sorting;
  readonly name: string;
}

/** A column's title, by which the list is put in order; once more, the other way round. */
function SortHead({ by, sorting, name }: SortHeadProps) {
  const { set } = usePlace();
  const isInForce = sorting.by === by;
  // Days and severities begin with the largest.
  const isDescending = (by === "day" || by === "severity") !== sorting.isReversed;
  return (
    <th scope="col" aria-sort={isInForce ? (isDescending ? "descending" : "ascending") : undefined}>
      <Button className="sort-button" onPress={() => set({ sort: sortingText(by, sorting) })}>
        {name}
        {isInForce && <span aria-hidden="true">{isDescending ? " ↓" : " ↑"}</span>}
      </Button>
    </th>
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
      <td>{timeBand === null ? <Unrecorded /> : t(`pattern.timeBands.${timeBand}`)}</td>
      <td>{place === null ? <Unrecorded /> : t(`pattern.places.${place}`)}</td>
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
  const { t } = useWords();
  if (beside.state === "HIDDEN") return null;
  if (beside.state !== "SHOWN") return <td className="quiet">…</td>;
  const told = beside.of(id);
  if (told === null) return <td className="quiet">{t("site.unread")}</td>;
  return <td>{children(told) ?? <Unrecorded />}</td>;
}

function Unrecorded() {
  const { t } = useWords();
  return <span className="quiet">{t("site.unrecorded")}</span>;
}
