import { useId } from "react";
import { useWords } from "../language/use-words";
import { type Level, levels } from "../parts/levels";
import { LevelPatterns, levelFill } from "./level-patterns";
import "./charts.css";

/** Which colour and texture stands for which level; for eyes only, the tables name them. */
export function LevelLegend({ shown = levels }: { readonly shown?: readonly Level[] }) {
  const { t } = useWords();
  const scope = useId();
  return (
    <ul className="legend level-legend" aria-hidden="true">
      {shown.map((level) => (
        <li key={level}>
          <svg width={22} height={16} aria-hidden="true">
            <LevelPatterns scope={`${scope}${level ?? 0}`} />
            <rect
              className="level-part"
              x={0.5}
              y={0.5}
              width={21}
              height={15}
              fill={levelFill(`${scope}${level ?? 0}`, level)}
            />
          </svg>
          {level === null ? t("terms.undetermined") : t("terms.level", { level })}
        </li>
      ))}
    </ul>
  );
}
