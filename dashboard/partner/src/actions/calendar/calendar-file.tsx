import { handOver } from "@palier/dashboard-ui/files/hand-over";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Failure } from "@palier/dashboard-ui/parts/failure";
import { Notice } from "@palier/dashboard-ui/parts/notice";
import { useMutation } from "@tanstack/react-query";
import { Button } from "react-aria-components";
import { useFrame } from "../../frame/frame";
import type { MissingLandlord } from "../../frame/missing";
import { useRecipient } from "../../frame/recipient";
import { axes } from "../../plan/action-counts";
import { dayOf } from "../../plan/due";
import type { PlannedAction } from "../../plan/plan";
import { type PlanSelection, useReadPlan } from "../../plan/use-plan";
import type { EntryWords } from "./plan-calendar";

/** The due days of the actions that are looked for, as a calendar takes them in. */
export function CalendarFile({ selection }: { readonly selection: PlanSelection }) {
  const { t } = useWords();
  const read = useReadPlan();
  const headOf = useHead();
  const wordsOf = useEntryWords();
  const { mutate, isPending, error, data } = useMutation({
    mutationFn: async () => {
      const { data: plan } = await read({ ...selection, wanted: Number.POSITIVE_INFINITY });
      if (plan === null || !plan.isReadable || plan.hasMore) throw new Error("plan not read");
      const dated = plan.actions.filter(({ dueDate }) => dueDate !== null);
      const undated = plan.actions.length - dated.length;
      const isPartial = plan.missing.length > 0;
      if (dated.length === 0) return { name: null, undated, isPartial };
      // The program that writes it comes when somebody wants it.
      const { planCalendar } = await import("./plan-calendar");
      const head = headOf(selection.code, plan.missing);
      const name = `${["palier-actions", selection.code, dayOf(head.at)].join("-")}.ics`;
      const content = planCalendar(dated, head, wordsOf);
      handOver(name, new Blob([content], { type: "text/calendar;charset=utf-8" }));
      return { name, undated, isPartial };
    },
  });
  return (
    <div className="plan-calendar only-screen">
      <Button className="button button-quiet" isDisabled={isPending} onPress={() => mutate()}>
        {t("actions.calendar.keep")}
      </Button>
      {error !== null && <Failure error={error} retry={() => mutate()} />}
      {data?.name === null && <Notice kind="info" title={t("actions.calendar.none")} />}
      {data?.name != null && (
        <Notice
          kind={data.isPartial ? "partial" : "info"}
          title={t(data.isPartial ? "actions.calendar.keptInPart" : "actions.calendar.kept", {
            file: data.name,
          })}
        >
          {data.undated > 0 && <p>{t("actions.calendar.undated", { count: data.undated })}</p>}
        </Notice>
      )}
    </div>
  );
}

/** For whom a calendar is, and under which terms, as every file says it. */
function useHead() {
  const { t, format, language } = useWords();
  const { territories, landlordName } = useFrame();
  const { recipient, purpose, reference, version } = useRecipient();
  return (code: string, missing: readonly MissingLandlord[]) => {
    const at = new Date();
    const lacking = missing.map(({ slug }) => landlordName(slug)).join(", ");
    const about = t("actions.calendar.recipient", {
      recipient: recipient ?? "–",
      purpose: purpose ?? t("actions.calendar.noPurpose"),
      ...{ reference, version: version ?? "–", day: format.day(dayOf(at)) },
    });
    return {
      name: t("actions.calendar.name", {
        territory: territories.find((each) => each.code === code)?.name ?? code,
      }),
      about:
        lacking === ""
          ? about
          : `${about} ${t("actions.calendar.missing", { landlords: lacking })}`,
      ...{ language: language.code, reference, at },
    };
  };
}

/** What the page shows of an action, as the lines of a calendar's entry. */
function useEntryWords(): (action: PlannedAction) => EntryWords {
  const { t } = useWords();
  const { partnerName, landlordName } = useFrame();
  return ({ axis, title, status, responsibleParty, partner, sites }) => {
    const known = axes.find((each) => each === axis);
    const places = sites.map(({ id, name, commune, landlord }) =>
      [name ?? id, commune, landlordName(landlord)].filter((text) => text !== null).join(", "),
    );
    const lines = [
      known !== undefined &&
        t("actions.calendar.axis", { axis: known, name: t(`terms.axes.${known}`) }),
      status !== null &&
        t("actions.calendar.status", { status: t(`terms.actionStatus.${status}`) }),
      responsibleParty !== null && t("actions.calendar.responsible", { name: responsibleParty }),
      partner !== null &&
        t("actions.calendar.concerns", { partner: partnerName(partner) ?? partner }),
      ...places.map((name) => t("actions.calendar.site", { name })),
    ];
    return {
      title: title ?? t("actions.noTitle"),
      place: places[0] ?? "",
      about: lines.filter((line) => line !== false).join("\n"),
    };
  };
}
