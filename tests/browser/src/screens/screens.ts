export interface Screen {
  readonly file: string;
  readonly account: string;
  readonly path: string;
  readonly language?: "en";
  readonly isPhone?: boolean;
  /** Pixels from the top, where the page is a long one. */
  readonly heightPx?: number;
}

const agglomeration = "247700057";

/** Pictures of the main pages, of the demonstration's last month. */
export const screens: readonly Screen[] = [
  {
    file: "territory",
    account: "police-melun",
    path: `/territory/${agglomeration}`,
    heightPx: 1850,
  },
  { file: "map", account: "police-melun", path: `/map/${agglomeration}?levels=3,4` },
  { file: "site", account: "police-melun", path: "/sites/lisiere%3ALL-1189", heightPx: 1700 },
  { file: "actions", account: "coordination", path: `/actions/${agglomeration}`, heightPx: 1600 },
  { file: "rights", account: "mairie-dammarie", path: "/rights", heightPx: 1700 },
  { file: "report", account: "coordination", path: `/report/${agglomeration}`, heightPx: 2600 },
  {
    file: "territory-phone",
    account: "mairie-dammarie",
    path: "/territory/77152",
    isPhone: true,
    heightPx: 1800,
  },
  {
    file: "territory-en",
    account: "coordination",
    path: `/territory/${agglomeration}`,
    language: "en",
    heightPx: 2000,
  },
];
