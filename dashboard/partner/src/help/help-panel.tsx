import { useGraph } from "@palier/dashboard-ui/graph/use-graph";
import { hasWords } from "@palier/dashboard-ui/language/has-words";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { SearchBox } from "@palier/dashboard-ui/parts/search-box";
import { useState } from "react";
import { Button, Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from "react-aria-components";
import { glossaryDocument } from "../frame/frame.documents";
import type { GlossaryQuery } from "../generated/graphql";
import "./help-panel.css";

/** What levels, grid and words mean, beside the page that it was opened on. */
export function HelpPanel() {
  const { t } = useWords();
  return (
    <DialogTrigger>
      <Button className="button button-quiet">{t("help.open")}</Button>
      <ModalOverlay className="help-overlay only-screen" isDismissable={true}>
        <Modal className="help-drawer">
          <Dialog className="help">
            <div className="help-head">
              <Heading slot="title">{t("help.title")}</Heading>
              <Button slot="close" className="button button-quiet" aria-label={t("help.close")}>
                ×
              </Button>
            </div>
            <Glossary />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}

function Glossary() {
  const { t, language } = useWords();
  const [typed, setTyped] = useState("");
  const query = useGraph(glossaryDocument, { language: language.wording });
  return (
    <>
      <SearchBox label={t("help.search")} value={typed} onChange={setTyped} hasFocus />
      <Answered query={query} roomRem={30}>
        {({ convention }) =>
          // Not read, it holds no term and lacks none.
          convention?.glossary != null && <Found sections={soughtIn(convention.glossary, typed)} />
        }
      </Answered>
    </>
  );
}

function Found({ sections }: { readonly sections: GlossarySections }) {
  const { t } = useWords();
  const count = sections.reduce((sum, { entries }) => sum + (entries?.length ?? 0), 0);
  return (
    <>
      <p className="quiet help-count" role="status">
        {count === 0 ? t("help.none") : t("help.found", { count })}
      </p>
      {sections.map(({ code, title, entries }) => (
        <section key={code} aria-labelledby={`help-${code}`}>
          <h3 id={`help-${code}`}>{title}</h3>
          <dl>
            {entries?.map((entry) => (
              <div key={entry.code} className="help-entry">
                <dt>{entry.term}</dt>
                <dd>
                  {entry.meaning}
                  {(entry.points ?? []).length > 0 && (
                    <ul>
                      {entry.points?.map((point) => (
                        <li key={point}>{point}</li>
                      ))}
                    </ul>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </>
  );
}

type GlossarySections = NonNullable<NonNullable<GlossaryQuery["convention"]>["glossary"]>;

/** The sections with the terms that are looked for; without those that have none. All of a section whose title has the words. */
function soughtIn(sections: GlossarySections, typed: string): GlossarySections {
  return sections.flatMap((section) => {
    if (hasWords([section.title], typed)) return [section];
    const entries = section.entries?.filter(({ term, meaning, points }) =>
      hasWords([term, meaning, ...(points ?? [])], typed),
    );
    return entries === undefined || entries === null || entries.length === 0
      ? []
      : [{ ...section, entries }];
  });
}
