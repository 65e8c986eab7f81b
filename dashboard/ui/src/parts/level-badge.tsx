import { useWords } from "../language/use-words";
import { levelColour, levelInk } from "./levels";
import "./level-badge.css";

export interface LevelBadgeProps {
  /** 1 to 4; null for undetermined. */
  readonly level: number | null | undefined;
  /** Only the figure; the word is left to what stands beside it. */
  readonly isShort?: boolean;
}

/** A level, told by figure, colour and border alike. */
export function LevelBadge({ level, isShort = false }: LevelBadgeProps) {
  const { t } = useWords();
  const name = level == null ? t("terms.undetermined") : t("terms.level", { level });
  const text = level == null ? "?" : String(level);
  return (
    <span
      className="level-badge"
      data-level={level ?? 0}
      style={{ background: levelColour(level), color: levelInk(level) }}
    >
      {isShort ? (
        <>
          <span aria-hidden="true">{text}</span>
          <span className="only-heard">{name}</span>
        </>
      ) : (
        name
      )}
    </span>
  );
}
