import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Notice } from "@palier/dashboard-ui/parts/notice";
import { useEffect, useRef, useState } from "react";
import { Button } from "react-aria-components";
import { Link } from "react-router";
import { CompareLink } from "../../frame/compare-link";
import { useFrame } from "../../frame/frame";
import { useLinks } from "../../frame/links";
import { MissingLandlords } from "../../frame/missing-landlords";
import { usePlace } from "../../frame/place";
import { LevelMarkIcon } from "../marks/level-mark";
import type { Selection } from "../marks/selection";
import type { MapSite } from "../marks/site-marks";
import type { SiteList } from "./site-list";
import "./site-items.css";

/** Sites shown at first, and with each "more". */
const step = 50;

export interface SiteItemsProps {
  readonly list: SiteList;
  /** Code of the area that each site counts in, by the site's id. */
  readonly areaOf: ReadonlyMap<string, string>;
  readonly selection: Selection | null;
  readonly onSelect: (selection: Selection | null) => void;
}

/** The sites of the map in the graph's order. */
export function SiteItems({ list, areaOf, selection, onSelect }: SiteItemsProps) {
  const { t, format } = useWords();
  const [wished, setWished] = useState(step);
  const chosenAt = list.sites.findIndex((site) => isChosen(site, selection, areaOf));
  // What is chosen on the map is always among what is shown.
  const shown = list.sites.slice(0, Math.max(wished, Math.ceil((chosenAt + 1) / step) * step));
  const scroller = useScrollTo(chosenAt);
  return (
    <section className="site-items" aria-labelledby="site-items-title">
      <h2 id="site-items-title">{t("map.list")}</h2>
      <p className="site-items-count">
        <strong>
          {t("map.shown", {
            shown: format.number(shown.length),
            total: format.number(list.totalCount),
          })}
        </strong>{" "}
        <span className="quiet">{t("map.order")}</span>
      </p>
      <MissingLandlords title={t("map.missing")} missing={list.missing} />
      {shown.length === 0 ? (
        <Notice kind="info" title={t("map.none")}>
          <p>{t("map.noneAdvice")}</p>
        </Notice>
      ) : (
        <div className="site-items-scroll" ref={scroller}>
          <ol className="bare site-items-list">
            {shown.map((site) => (
              <SiteItem
                key={site.id}
                site={site}
                isChosen={isChosen(site, selection, areaOf)}
                isAlone={selection?.kind === "site"}
                onSelect={onSelect}
              />
            ))}
          </ol>
          {shown.length < list.sites.length && (
            <Button className="button button-quiet" onPress={() => setWished(shown.length + step)}>
              {t("map.more")}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

function isChosen(
  { id }: MapSite,
  selection: Selection | null,
  areaOf: ReadonlyMap<string, string>,
): boolean {
  if (selection === null) return false;
  return selection.kind === "site" ? id === selection.id : areaOf.get(id) === selection.code;
}

/** Brings the first chosen item into the list's view, without moving the page. */
function useScrollTo(index: number) {
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = scroller.current;
    const item = box?.querySelectorAll<HTMLElement>(".site-item")[index];
    if (box === null || item === undefined) return;
    const top = item.offsetTop - box.offsetTop;
    const isSeen =
      top >= box.scrollTop && top + item.offsetHeight <= box.scrollTop + box.clientHeight;
    if (!isSeen) box.scrollTop = top - 8;
  }, [index]);
  return scroller;
}

interface SiteItemProps {
  readonly site: MapSite;
  readonly isChosen: boolean;
  /** One site is chosen, not an area. */
  readonly isAlone: boolean;
  readonly onSelect: (selection: Selection | null) => void;
}

function SiteItem({ site, isChosen: isPressed, isAlone, onSelect }: SiteItemProps) {
  const { t, format } = useWords();
  const linkTo = useLinks();
  const { landlordName } = useFrame();
  const { query } = usePlace();
  const isOpen = isPressed && isAlone;
  const { level, dwellings, commune, district, landlord } = site;
  const facts = [
    commune?.name ?? commune?.code,
    district?.name ?? district?.code,
    dwellings === null
      ? undefined
      : t("map.dwellings", { count: dwellings, amount: format.number(dwellings) }),
    landlord === null ? undefined : landlordName(landlord),
  ].filter((fact) => fact !== undefined);
  return (
    <li className="site-item" data-chosen={isPressed} data-site={site.id} data-level={level ?? 0}>
      <button
        type="button"
        className="site-item-button"
        aria-pressed={isOpen}
        onClick={() => onSelect(isOpen ? null : { kind: "site", id: site.id })}
      >
        <LevelMarkIcon level={level} />
        <span className="site-item-words">
          <span className="only-heard">
            {level === null ? t("terms.undetermined") : t("terms.level", { level })}{" "}
          </span>
          <span className="site-item-name">{site.name ?? t("map.unknownSite")}</span>
          <span className="beside site-item-facts">{facts.join(" · ")}</span>
        </span>
      </button>
      {isOpen && (
        <span className="site-item-links">
          <Link className="site-item-link" to={linkTo("site", site.id, query)}>
            {t("map.openSite")}
          </Link>
          <CompareLink id={site.id} className="site-item-link" />
        </span>
      )}
    </li>
  );
}
