import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Choice } from "@palier/dashboard-ui/parts/choice";
import { useNavigate } from "react-router";
import { type FrameTerritory, useFrame } from "./frame";
import { usePlace } from "./place";

export interface PlaceBarProps {
  readonly hasLandlord?: boolean;
  /** False where the page is about today. */
  readonly hasMonth?: boolean;
}

const kinds = ["INTERCOMMUNALITY", "DEPARTMENT", "COMMUNE", "PRIORITY_DISTRICT"] as const;

/** Territory, month and landlord of a page; all of it goes into the address. */
export function PlaceBar({ hasLandlord = true, hasMonth = true }: PlaceBarProps) {
  const { t, format } = useWords();
  const { territories, months, landlords, may } = useFrame();
  const { territory, month, landlord, elsewhere, set } = usePlace();
  const navigate = useNavigate();
  const kindName = ({ kind, name }: FrameTerritory) =>
    kind == null
      ? (name ?? "")
      : t("frame.territoryOption", { name, kind: t(`terms.kinds.${kind}`) });
  const inOrder = kinds.flatMap((kind) => territories.filter((each) => each.kind === kind));
  return (
    <search className="place-bar only-screen" aria-label={t("frame.place")}>
      <Choice
        label={t("terms.territory")}
        options={inOrder.map((each) => ({ id: each.code, name: kindName(each) }))}
        value={territory}
        onChange={(code) => void navigate(elsewhere(code))}
      />
      {hasMonth && month !== null && (
        <Choice
          label={t("terms.month")}
          options={months.map((each) => ({ id: each, name: format.month(each) }))}
          value={month}
          onChange={(chosen) => set({ month: chosen === months[0] ? null : chosen })}
        />
      )}
      {hasLandlord && may("SITE_LEVEL") && (
        <Choice
          label={t("terms.landlord")}
          options={[
            { id: "*", name: t("frame.allLandlords") },
            ...landlords.map(({ slug, name }) => ({ id: slug, name: name ?? slug })),
          ]}
          value={landlord ?? "*"}
          onChange={(slug) => set({ landlord: slug === "*" ? null : slug })}
        />
      )}
    </search>
  );
}
