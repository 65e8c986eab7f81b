import type { Settings } from "./setting.js";

/** Of every process that believes what others have signed. */
export const clockSetting = {
  PALIER_CLOCK_TOLERANCE_S: {
    is: "by how much the clocks of other machines may differ; what serves once is remembered as much longer",
    unit: "s",
    range: { byDefault: 60, least: 0, most: 300 },
  },
} as const satisfies Settings;
