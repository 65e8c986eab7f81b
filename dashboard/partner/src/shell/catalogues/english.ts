import { english as actions } from "../../actions/words.en";
import { english as terms } from "../../language/terms.en";
import { english as map } from "../../map/words.en";
import { english as parts } from "../../parts/words.en";
import { english as report } from "../../report/words.en";
import { english as rights } from "../../rights/words.en";
import { english as site } from "../../site/words.en";
import { english as territory } from "../../territory/words.en";
import { english as shell } from "../words.en";
import type { french } from "./french";

/** The same texts, in English. */
export const english: typeof french = {
  languages: { fr: "Français", en: "English" },
  terms,
  shell,
  parts,
  territory,
  map,
  site,
  actions,
  rights,
  report,
};
