import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { LevelBadge } from "@palier/dashboard-ui/parts/level-badge";
import { Notice } from "@palier/dashboard-ui/parts/notice";
import { SearchBox } from "@palier/dashboard-ui/parts/search-box";
import { useState } from "react";
import { Autocomplete, Header, ListBox, ListBoxItem, ListBoxSection } from "react-aria-components";
import { useNavigate } from "react-router";
import { type FrameTerritory, useFrame } from "../frame/frame";
import { useLinks } from "../frame/links";
import { MissingLandlords } from "../frame/missing-landlords";
import { usePlace } from "../frame/place";
import { siteListOf } from "../map/list/site-list";
import type { MapSite } from "../map/marks/site-marks";
import { type Found, foundIn, isSearch } from "./found";
import { useSearched } from "./use-searched";

/** More than anybody reads: whoever types more finds what they look for. */
const mostSites = 30;

export interface SearchedPlacesProps {
  /** Somebody goes to what was found. */
  readonly onChosen: () => void;
  /** The address that a site leads to, where sites alone are looked for; without it to its page, and territories to theirs. */
  readonly toSite?: (id: string) => string;
}

/** What is typed, and what is found by it; nothing is asked before. */
export function SearchedPlaces({ onChosen, toSite }: SearchedPlacesProps) {
  const { t } = useWords();
  const { territories: all, may } = useFrame();
  const territories = toSite === undefined ? all : [];
  const [typed, setTyped] = useState("");
  const { query, addresses, lacking } = useSearched(isSearch(typed));
  const hasSites = may("SITE_LEVEL") && may("SITE_IDENTITY");
  const hasAddresses = hasSites && lacking !== "noAddresses";
  return (
    <Autocomplete>
      <SearchBox
        className="search-field"
        label={t(hasAddresses ? "search.search" : "search.searchWithoutAddress")}
        value={typed}
        onChange={setTyped}
        hasFocus
      />
      {!isSearch(typed) && (
        <p className="quiet search-note">
          {t("search.start")} {t("search.shortcut")}
        </p>
      )}
      {isSearch(typed) && !hasSites && (
        <>
          <p className="quiet search-note">{t("search.noSites")}</p>
          <Answers
            {...{ onChosen, toSite, addresses }}
            found={foundIn(territories, [], addresses, typed)}
          />
        </>
      )}
      {isSearch(typed) && hasSites && (
        <Answered query={query} roomRem={12}>
          {(pages) => {
            const list = siteListOf(pages);
            const sites = list?.sites ?? [];
            return (
              <>
                {lacking !== null && <p className="quiet search-note">{t(`search.${lacking}`)}</p>}
                <MissingLandlords title={t("search.missing")} missing={list?.missing ?? []} />
                {isCut(pages) && (
                  <Notice kind="partial" title={t("search.notAll", { count: sites.length })} />
                )}
                <Answers
                  {...{ onChosen, toSite, addresses }}
                  found={foundIn(territories, sites, addresses, typed)}
                />
              </>
            );
          }}
        </Answered>
      )}
    </Autocomplete>
  );
}

interface AnswersProps extends SearchedPlacesProps {
  readonly found: Found;
  readonly addresses: ReadonlyMap<string, string>;
}

function Answers({ found, addresses, onChosen, toSite }: AnswersProps) {
  const { t, format } = useWords();
  const linkTo = useLinks();
  const { query } = usePlace();
  const navigate = useNavigate();
  const sites = found.sites.slice(0, mostSites);
  const count = found.territories.length + found.sites.length;
  const go = (address: string) => {
    onChosen();
    void navigate(address);
  };
  return (
    <>
      <p className="quiet search-note" role="status">
        {t("search.found", { count })}{" "}
        {sites.length < found.sites.length &&
          t("search.shownOf", { shown: format.number(sites.length) })}
      </p>
      {count > 0 && (
        <ListBox
          className="search-found"
          aria-label={t("search.title")}
          selectionMode="none"
          onAction={(address) => go(String(address))}
        >
          {found.territories.length > 0 && (
            <ListBoxSection id="territories">
              <Header className="search-kind">{t("search.territories")}</Header>
              {found.territories.map((each) => (
                <FoundTerritory
                  key={each.code}
                  territory={each}
                  address={linkTo("territory", each.code, query)}
                />
              ))}
            </ListBoxSection>
          )}
          {sites.length > 0 && (
            <ListBoxSection id="sites">
              <Header className="search-kind">{t("search.sites")}</Header>
              {sites.map((site) => (
                <FoundSite
                  key={site.id}
                  site={site}
                  postal={addresses.get(site.id)}
                  address={toSite?.(site.id) ?? linkTo("site", site.id, query)}
                />
              ))}
            </ListBoxSection>
          )}
        </ListBox>
      )}
    </>
  );
}

interface FoundTerritoryProps {
  readonly territory: FrameTerritory;
  /** Of its page. */
  readonly address: string;
}

function FoundTerritory({ territory: { name, code, kind }, address }: FoundTerritoryProps) {
  const { t } = useWords();
  const called = name ?? code;
  return (
    <ListBoxItem id={address} className="choice-option search-item" textValue={called}>
      <span className="search-name">{called}</span>
      {kind != null && <span className="beside">{t(`terms.kinds.${kind}`)}</span>}
    </ListBoxItem>
  );
}

interface FoundSiteProps {
  readonly site: MapSite;
  /** Where it is, for those who are shown it. */
  readonly postal: string | undefined;
  /** Of its page. */
  readonly address: string;
}

function FoundSite({ site, postal, address }: FoundSiteProps) {
  const { landlordName } = useFrame();
  const { id, name, level, commune, district, landlord } = site;
  const called = name ?? id;
  const facts = [
    postal,
    commune?.name ?? commune?.code,
    district?.name ?? district?.code,
    landlord === null ? undefined : landlordName(landlord),
  ].filter((fact) => fact !== undefined);
  return (
    <ListBoxItem id={address} className="choice-option search-item" textValue={called}>
      <LevelBadge level={level} />
      <span>
        <span className="search-name">{called}</span>
        <span className="beside search-facts">{facts.join(" · ")}</span>
      </span>
    </ListBoxItem>
  );
}

/** A list longer than what is read of it. */
function isCut(pages: Parameters<typeof siteListOf>[0]): boolean {
  const last = new Map(pages.map(({ territory }) => [territory?.code, territory?.sites?.pageInfo]));
  return [...last.values()].some((page) => page?.hasNextPage === true);
}
