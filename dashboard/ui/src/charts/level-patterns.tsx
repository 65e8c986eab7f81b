import { type Level, levelColour, levels } from "../parts/levels";

/** Prefix of the patterns' ids: each drawing has its own. */
export type PatternScope = string;

/** What fills a level's mark, within a drawing that holds `LevelPatterns`. */
export function levelFill(scope: PatternScope, level: Level): string {
  return `url(#${patternId(scope, level)})`;
}

/** Besides its colour a level has a texture, so that a photocopy tells it too. */
export function LevelPatterns({ scope }: { readonly scope: PatternScope }) {
  return (
    <defs>
      {levels.map((level) => (
        <pattern
          key={level}
          id={patternId(scope, level)}
          width={8}
          height={8}
          patternUnits="userSpaceOnUse"
        >
          <rect width={8} height={8} fill={levelColour(level)} />
          <Texture level={level} />
        </pattern>
      ))}
    </defs>
  );
}

function Texture({ level }: { readonly level: Level }) {
  if (level === 3) return <path className="texture-stripe" d="M-2 2 2-2M0 8 8 0M6 10l4-4" />;
  if (level === 2) return <circle className="texture-dot" cx={4} cy={4} r={1} />;
  if (level === null) return <path className="texture-cross" d="M0 0l8 8M8 0 0 8" />;
  return null;
}

function patternId(scope: PatternScope, level: Level): string {
  return `${scope}-level-${level ?? 0}`;
}
