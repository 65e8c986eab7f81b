import { french as actions } from "../../actions/words.fr";
import { french as terms } from "../../language/terms.fr";
import { french as map } from "../../map/words.fr";
import { french as parts } from "../../parts/words.fr";
import { french as report } from "../../report/words.fr";
import { french as rights } from "../../rights/words.fr";
import { french as site } from "../../site/words.fr";
import { french as territory } from "../../territory/words.fr";
import { french as shell } from "../words.fr";

/** Every text of the dashboard: each folder brings its own. */
export const french = {
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
