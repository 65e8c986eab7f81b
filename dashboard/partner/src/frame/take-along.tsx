import { useKeptFile } from "@palier/dashboard-ui/graph/use-kept-file";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Failure } from "@palier/dashboard-ui/parts/failure";
import { Notice } from "@palier/dashboard-ui/parts/notice";
import { Button } from "react-aria-components";
import { useFrame } from "./frame";
import { usePlace } from "./place";
import "./take-along.css";

export interface TakeAlongProps {
  /** Of the gateway's files, those with what the page shows. */
  readonly files: readonly FileName[];
}

export type FileName = "levels.csv" | "sites.csv" | "sites.geojson" | "actions.csv" | ChangesName;

/** Since the month before, or since the year before. */
type ChangesName = "changes.csv" | "changes.csv?since=year";

/** What a page shows, as files: the same convention decides on them, and each says whom it is for. */
export function TakeAlong({ files }: TakeAlongProps) {
  const { t, language } = useWords();
  const { territories } = useFrame();
  const { territory, month } = usePlace();
  const { mutate, isPending, data: kept, error, variables: asked } = useKeptFile();
  const name = territories.find(({ code }) => code === territory)?.name ?? territory;
  const addressOf = (file: FileName) => {
    const [path = "", query] = file.split("?");
    return `/exports/${path}?${new URLSearchParams({
      ...Object.fromEntries(new URLSearchParams(query)),
      territory,
      ...(month !== null && file !== "actions.csv" && { month }),
      ...(path.endsWith(".csv") && {
        notice: "lines",
        ...(language.wording === "FRENCH" ? { format: "fr" } : { language: "en" }),
      }),
    })}`;
  };
  return (
    <section className="take-along only-screen" aria-labelledby="take-along-title">
      <h2 id="take-along-title">{t("frame.files.title")}</h2>
      <p className="quiet">{t("frame.files.what", { name })}</p>
      <div className="take-along-files">
        {files.map((file) => (
          <Button
            key={file}
            className="button"
            isDisabled={isPending}
            onPress={() => mutate(addressOf(file))}
          >
            {t(`frame.files.${keys[file]}`)}
          </Button>
        ))}
      </div>
      {isPending && <p role="status">{t("parts.loading")}</p>}
      {error !== null && asked !== undefined && (
        <Failure error={error} retry={() => mutate(asked)} />
      )}
      {kept !== undefined && (
        <Notice
          kind={kept.isPartial ? "partial" : "info"}
          title={t(kept.isPartial ? "frame.files.keptInPart" : "frame.files.kept", {
            file: kept.name,
          })}
        />
      )}
    </section>
  );
}

const keys = {
  "levels.csv": "levels",
  "sites.csv": "sites",
  "sites.geojson": "places",
  "actions.csv": "actions",
  "changes.csv": "changes",
  "changes.csv?since=year": "changesOfYear",
} as const satisfies Record<FileName, string>;
