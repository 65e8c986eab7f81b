import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Choice } from "@palier/dashboard-ui/parts/choice";
import { Button, ToggleButton } from "react-aria-components";
import { useFrame } from "../frame/frame";
import { usePlace } from "../frame/place";
import { axes } from "../plan/action-counts";
import { groupings } from "../plan/group-plan";
import { type PartyChoice, writeParty } from "../plan/party";
import type { PlannedAction } from "../plan/plan";
import { dueChoices, standings } from "../plan/plan-filter";
import { type ChoiceName, choiceNames, type PlanChoice } from "./plan-choice";
import { PlanSearch } from "./plan-search";

export interface PlanFiltersProps {
  readonly choice: PlanChoice;
  /** Of which parties and communes are offered. */
  readonly known: readonly PlannedAction[];
  /** Somebody is about to choose: all there is to choose from is wanted. */
  readonly onFocus: () => void;
}

const any = "*";

/** Whose actions, where, on which axis, how they stand, and how they are laid out: kept in the address. */
export function PlanFilters({ choice, known, onFocus }: PlanFiltersProps) {
  const { t } = useWords();
  const { viewer } = useFrame();
  const { set } = usePlace();
  const { selection, grouping, isFiltered } = choice;
  const { axis, standing, due, party, commune } = selection;
  const choose = (name: ChoiceName) => (value: string) =>
    set({ [name]: value === any ? null : value, shown: null });
  const isMine = party?.kind === "mine";
  return (
    <search
      className="place-bar plan-filters only-screen"
      aria-label={t("actions.filters")}
      onFocus={onFocus}
    >
      {viewer?.partner != null && (
        <ToggleButton
          className="button plan-mine"
          isSelected={isMine}
          onChange={(isChosen) => choose("party")(isChosen ? "mine" : any)}
        >
          {t("actions.mine")}
        </ToggleButton>
      )}
      <PlanSearch />
      <Choice
        label={t("actions.party")}
        options={[{ id: any, name: t("actions.allParties") }, ...usePartyOptions(known, party)]}
        value={party === null ? any : writeParty(party)}
        onChange={choose("party")}
      />
      <Choice
        label={t("terms.commune")}
        options={[{ id: any, name: t("actions.allCommunes") }, ...communeOptions(known)]}
        value={commune ?? any}
        onChange={choose("commune")}
      />
      <Choice
        label={t("actions.axisColumn")}
        options={[
          { id: any, name: t("actions.allAxes") },
          ...axes.map((each) => ({
            id: String(each),
            name: t("actions.axisOption", { axis: each, name: t(`terms.axes.${each}`) }),
          })),
        ]}
        value={axis === null ? any : String(axis)}
        onChange={choose("axis")}
      />
      <Choice
        label={t("actions.standing")}
        options={[
          { id: any, name: t("actions.allStandings") },
          ...standings.map((each) => ({
            id: each,
            name: each === "open" ? t("actions.open") : t(`terms.actionStatus.${each}`),
          })),
        ]}
        value={standing ?? any}
        onChange={choose("status")}
      />
      <Choice
        label={t("actions.due")}
        options={[
          { id: any, name: t("actions.dueChoices.any") },
          ...dueChoices.map((each) => ({ id: each, name: t(`actions.dueChoices.${each}`) })),
        ]}
        value={due ?? any}
        onChange={choose("due")}
      />
      <Choice
        label={t("actions.grouping")}
        options={[
          { id: any, name: t("actions.groupings.none") },
          ...groupings.map((each) => ({ id: each, name: t(`actions.groupings.${each}`) })),
        ]}
        value={grouping ?? any}
        onChange={choose("group")}
      />
      {isFiltered && (
        <Button
          className="button button-quiet"
          onPress={() =>
            set(Object.fromEntries([...choiceNames, "shown"].map((name) => [name, null])))
          }
        >
          {t("actions.clear")}
        </Button>
      )}
    </search>
  );
}

interface Option {
  readonly id: string;
  readonly name: string;
}

/** My own, partners whom actions concern, then whoever else answers for one, as landlords write it. */
function usePartyOptions(
  known: readonly PlannedAction[],
  chosen: PartyChoice | null,
): readonly Option[] {
  const { t, language } = useWords();
  const { viewer, partnerName } = useFrame();
  const isMineKnown = viewer?.partner != null || chosen?.kind === "mine";
  const mine: PartyChoice[] = isMineKnown ? [{ kind: "mine" }] : [];
  const partners = known.flatMap(({ partner }): PartyChoice[] =>
    partner === null ? [] : [{ kind: "partner", code: partner }],
  );
  const named = known.flatMap(({ responsibleParty }): PartyChoice[] =>
    responsibleParty === null ? [] : [{ kind: "named", name: responsibleParty }],
  );
  const nameOf = (choice: PartyChoice) => {
    if (choice.kind === "mine") return t("actions.mine");
    if (choice.kind === "named") return t("actions.responsible", { name: choice.name });
    return t("actions.concerning", { partner: partnerName(choice.code) ?? choice.code });
  };
  const optionsOf = (choices: readonly PartyChoice[]) => {
    const options = new Map(choices.map((each) => [writeParty(each), nameOf(each)]));
    return [...options]
      .map(([id, name]) => ({ id, name }))
      .sort((one, other) => one.name.localeCompare(other.name, language.code));
  };
  const all = [...optionsOf(mine), ...optionsOf(named), ...optionsOf(partners)];
  if (chosen === null || all.some(({ id }) => id === writeParty(chosen))) return all;
  return [...all, { id: writeParty(chosen), name: nameOf(chosen) }];
}

function communeOptions(known: readonly PlannedAction[]): readonly Option[] {
  const names = new Map<string, string>();
  for (const { communeCode, commune } of known.flatMap(({ sites }) => sites)) {
    if (communeCode !== null) names.set(communeCode, commune ?? communeCode);
  }
  return [...names]
    .map(([id, name]) => ({ id, name }))
    .sort((one, other) => one.name.localeCompare(other.name));
}
