import { useGraph } from "@palier/dashboard-ui/graph/use-graph";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { Button } from "react-aria-components";
import { useFrame } from "../../frame/frame";
import type { Family } from "../../generated/graphql";
import { siteComplaintsDocument, siteIncidentsDocument } from "../ground/site.documents";
import { IncidentTable } from "./incident-table";
import { withComplaints } from "./with-complaints";

export interface IncidentPageProps {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly family: Family | null;
  /** Cursor of the last incident of the page before. */
  readonly after: string | null;
  /** Number of the page, from 1. */
  readonly page: number;
  /** To the page after the cursor, or back to the one before. */
  readonly turn: (cursor: string | null) => void;
}

const first = 20;

/** One page of incidents, with the complaints filed for those who are shown them. */
export function IncidentPage({ id, from, to, family, after, page, turn }: IncidentPageProps) {
  const { t } = useWords();
  const { may } = useFrame();
  const hasComplaints = may("COMPLAINT_REFERENCE");
  const variables = { id, from, to, family, first, after };
  const query = useGraph(siteIncidentsDocument, variables, { withPurpose: true });
  const complaintQuery = useGraph(siteComplaintsDocument, variables, {
    isEnabled: hasComplaints,
    withPurpose: true,
  });
  return (
    <Answered query={query} roomRem={30}>
      {({ site }, isWhole) => {
        const incidents = site?.incidents;
        if (incidents == null) return isWhole ? <p>{t("site.incidentsHidden")}</p> : null;
        const { hasNextPage, endCursor } = incidents.pageInfo;
        const rows = nodesOf(incidents.edges);
        const { data: answered, isPlaceholderData: isOfOtherPage, error } = complaintQuery;
        const complaints = isOfOtherPage ? undefined : answered?.data.site?.incidents?.edges;
        if (rows.length === 0) return <p>{t("site.noIncidents")}</p>;
        return (
          <>
            <IncidentTable
              incidents={withComplaints(rows, nodesOf(complaints ?? []))}
              complaints={hasComplaints ? (complaints == null ? "AWAITED" : "SHOWN") : "HIDDEN"}
              from={from}
              to={to}
            />
            {error !== null && <Answered query={complaintQuery}>{() => null}</Answered>}
            <Turning page={page} next={hasNextPage ? endCursor : null} turn={turn} />
          </>
        );
      }}
    </Answered>
  );
}

function nodesOf<Node>(edges: readonly { readonly node: Node | null }[]): Node[] {
  return edges.flatMap(({ node }) => (node === null ? [] : [node]));
}

interface TurningProps extends Pick<IncidentPageProps, "page" | "turn"> {
  /** Cursor that the next page comes after; null on the last. */
  readonly next: string | null;
}

/** To the pages before and after, where there is more than one. */
function Turning({ page, next, turn }: TurningProps) {
  const { t } = useWords();
  if (page === 1 && next === null) return null;
  return (
    <div className="incident-pages only-screen">
      <Button className="button button-quiet" isDisabled={page === 1} onPress={() => turn(null)}>
        {t("site.later")}
      </Button>
      <span role="status">{t("site.pageOf", { page })}</span>
      <Button className="button button-quiet" isDisabled={next === null} onPress={() => turn(next)}>
        {t("site.earlier")}
      </Button>
    </div>
  );
}
