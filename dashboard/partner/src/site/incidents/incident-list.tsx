import type { Answer } from "@palier/dashboard-ui/graph/ask";
import { useEveryPage } from "@palier/dashboard-ui/graph/use-every-page";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import type { UseQueryResult } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { useFrame } from "../../frame/frame";
import type { Period } from "../../pattern/period";
import {
  siteCircumstancesDocument,
  siteComplaintsDocument,
  siteIncidentsDocument,
} from "../ground/site.documents";
import { type Beside, nodesOf, type PageOf, shownBeside } from "./beside";
import { IncidentChoices } from "./incident-choices";
import { chosenOf, inOrder, isChosen, sortingOf } from "./incident-order";
import { IncidentTable } from "./incident-table";

export interface IncidentListProps extends Period {
  readonly id: string;
}

const forPurpose = { withPurpose: true };

/** Every incident of the period on one page, with complaints and circumstances for those who are shown them. */
export function IncidentList({ id, months, family }: IncidentListProps) {
  const { t, worded } = useWords();
  const { may } = useFrame();
  const [search] = useSearchParams();
  const [from = "", to = ""] = [months[0], months.at(-1)];
  const variables = { id, from, to, family };
  const query = useEveryPage(siteIncidentsDocument, variables, pageInfoOf, true, forPurpose);
  const complaints = useEveryPage(
    siteComplaintsDocument,
    variables,
    pageInfoOf,
    may("COMPLAINT_REFERENCE"),
    forPurpose,
  );
  const circumstances = useEveryPage(
    siteCircumstancesDocument,
    variables,
    pageInfoOf,
    may("INCIDENT_CIRCUMSTANCES"),
    forPurpose,
  );
  return (
    <Answered query={query} roomRem={30}>
      {(pages, isWhole) => {
        if (pages.some(({ site }) => site?.incidents == null)) {
          return isWhole ? <p>{t("site.incidentsHidden")}</p> : null;
        }
        const incidents = nodesOf(pages);
        if (incidents.length === 0) return <p>{t("site.noIncidents")}</p>;
        const chosen = chosenOf(search);
        const shown = incidents.filter((each) => isChosen(each, chosen));
        const sorting = sortingOf(search.get("sort"));
        const nameOf = ({ category }: (typeof incidents)[number]) =>
          worded(category) ?? category?.code ?? "";
        return (
          <>
            <IncidentChoices />
            <p role="status" className="quiet">
              {t("site.shownOf", { count: shown.length, all: incidents.length })}
            </p>
            <IncidentTable
              incidents={inOrder(shown, sorting, nameOf)}
              sorting={sorting}
              complaints={besideOf(complaints, may("COMPLAINT_REFERENCE"))}
              circumstances={besideOf(circumstances, may("INCIDENT_CIRCUMSTANCES"))}
              from={from}
              to={to}
            />
            <QuestionFailure query={complaints} />
            <QuestionFailure query={circumstances} />
          </>
        );
      }}
    </Answered>
  );
}

/** What one of the further questions tells of the incidents. */
function besideOf<More extends { readonly id: string }>(
  { data: answer, isPlaceholderData: isOfOthers }: UseQueryResult<Answer<readonly PageOf<More>[]>>,
  isShown: boolean,
): Beside<More> {
  if (!isShown) return { state: "HIDDEN" };
  return isOfOthers || answer === undefined ? { state: "AWAITED" } : shownBeside(answer.data);
}

interface QuestionFailureProps<Data> {
  readonly query: UseQueryResult<Answer<Data>>;
}

/** That a further question failed, or was answered in part; nothing where it was not. */
function QuestionFailure<Data>({ query }: QuestionFailureProps<Data>) {
  const { data: answer, error } = query;
  if (error === null && (answer?.errors.length ?? 0) === 0) return null;
  return <Answered query={query}>{() => null}</Answered>;
}

function pageInfoOf({ site }: PageOf<unknown>) {
  return site?.incidents?.pageInfo;
}
