import { useGraph } from "@palier/dashboard-ui/graph/use-graph";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { Notice } from "@palier/dashboard-ui/parts/notice";
import { Agreement } from "./agreement";
import { Matrix } from "./matrix";
import { Parties } from "./parties-table";
import { rightsDocument } from "./rights.documents";
import { Signatures } from "./signatures";
import { Who } from "./who";
import { WithheldNumbers } from "./withheld-numbers";
import "./rights-page.css";

/** What the convention lets the visitor read, in plain words; a refusal anywhere leads here. */
export function RightsPage() {
  const { t, language } = useWords();
  const query = useGraph(rightsDocument, { language: language.wording });
  return (
    <div className="rights">
      <h1>{t("rights.title")}</h1>
      <Answered query={query} roomRem={36}>
        {({ viewer, convention }) => (
          <>
            {viewer === null ? (
              <Notice kind="info" title={t("rights.nobody")}>
                <p>{t("rights.nobodyAdvice")}</p>
              </Notice>
            ) : (
              <>
                <Who viewer={viewer} />
                <Matrix terms={viewer.visibility ?? []} />
                <WithheldNumbers />
              </>
            )}
            {convention !== null && (
              <>
                <Agreement convention={convention} />
                <Signatures convention={convention} />
                <Parties convention={convention} />
              </>
            )}
          </>
        )}
      </Answered>
    </div>
  );
}
