import { useWords } from "@palier/dashboard-ui/language/use-words";
import { LanguageSwitch } from "@palier/dashboard-ui/parts/language-switch";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { Button } from "react-aria-components";
import { useNavigate, useSearchParams } from "react-router";
import { useBasis } from "../figures/basis";
import { type FrameTerritory, useFrame } from "../frame/frame";
import { useLinks } from "../frame/links";
import { NotFound } from "../frame/not-found";
import { usePlace } from "../frame/place";
import { moveOf, placeAfter, showMore } from "./moves";
import { slides } from "./slides";
import "./projection.css";

/** The month for a committee's wall: a screen at a time, moved on by keys. */
export function ProjectionPage() {
  const { territories, months } = useFrame();
  const { territory: code, month } = usePlace();
  const territory = territories.find((each) => each.code === code);
  if (territory === undefined || month === null || !months.includes(month)) return <NotFound />;
  return <Projection territory={territory} month={month} />;
}

interface ProjectionProps {
  readonly territory: FrameTerritory;
  readonly month: string;
}

function Projection({ territory, month }: ProjectionProps) {
  const { t } = useWords();
  const basis = useBasis()(month, null);
  const { at, move, leave } = useMoves(territory.code);
  const slide = slides[at] ?? slides[0];
  const title = t(`projection.slides.${slide.name}`);
  return (
    <article className="projection" aria-label={t("projection.title")}>
      <header className="projection-head">
        <h1>{title}</h1>
        <p>{t("projection.about", { territory: territory.name ?? territory.code, basis })}</p>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a small window scrolls, which the keyboard must reach. */}
      <section className="projection-slide" aria-label={title} tabIndex={0} key={slide.name}>
        <slide.Content code={territory.code} month={month} />
      </section>
      <footer className="projection-foot">
        <Control onPress={leave}>{t("projection.leave")}</Control>
        <FullScreen />
        <LanguageSwitch />
        <span className="projection-keys quiet">{t("projection.keys")}</span>
        <Control isDisabled={at === 0} onPress={() => move("back")}>
          {t("projection.back")}
        </Control>
        <span role="status" className="projection-place">
          <span className="only-heard">{title} </span>
          {t("projection.place", { at: at + 1, of: slides.length })}
        </span>
        <Control isDisabled={at === slides.length - 1} onPress={() => move("on")}>
          {t("projection.on")}
        </Control>
      </footer>
    </article>
  );
}

interface ControlProps {
  readonly isDisabled?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

function Control({ isDisabled = false, onPress, children }: ControlProps) {
  return (
    <Button className="button button-quiet" isDisabled={isDisabled} onPress={onPress}>
      {children}
    </Button>
  );
}

/** Without the browser's own bars, where the browser can. */
function FullScreen() {
  const { t } = useWords();
  const [isFull, setFull] = useState(document.fullscreenElement !== null);
  useEffect(() => {
    const look = () => setFull(document.fullscreenElement !== null);
    document.addEventListener("fullscreenchange", look);
    return () => document.removeEventListener("fullscreenchange", look);
  }, []);
  if (!document.fullscreenEnabled) return null;
  return (
    <Control
      onPress={() =>
        void (isFull ? document.exitFullscreen() : document.documentElement.requestFullscreen())
      }
    >
      {t(isFull ? "projection.window" : "projection.fullScreen")}
    </Control>
  );
}

/** Which slide stands in the address, so that a reload and a link keep it; keys and buttons change it. */
function useMoves(code: string) {
  const navigate = useNavigate();
  const linkTo = useLinks();
  const { query } = usePlace();
  const [search, setSearch] = useSearchParams();
  const at = placeAfter(Number(search.get("slide") ?? 1) - 1, null, slides.length);
  const leave = useCallback(
    () => void navigate(linkTo("territory", code, query)),
    [navigate, linkTo, code, query],
  );
  const move = useCallback(
    (how: "on" | "back" | "first" | "last") =>
      setSearch(
        (now) => {
          const next = new URLSearchParams(now);
          next.set("slide", String(placeAfter(at, how, slides.length) + 1));
          return next;
        },
        { replace: true },
      ),
    [setSearch, at],
  );
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const how = moveOf(event);
      if (how === null) return;
      event.preventDefault();
      if (how === "leave") leave();
      else if (!showMore(event.key, how, scrollersNow())) move(how);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [leave, move]);
  // A small window's page keeps its place, which the next slide is not read from.
  useEffect(() => {
    if (at >= 0) document.documentElement.scrollTop = 0;
  }, [at]);
  return { at, move, leave };
}

/** What of the page may hold more than is seen. */
function scrollersNow(): readonly Element[] {
  return [...document.querySelectorAll(".projection-slide"), document.documentElement];
}
