import { Option } from "commander";

/** `--folder <folder>`, in which a landlord keeps all of its node. */
export function folderOption(): Option {
  return new Option(
    "-f, --folder <folder>",
    "where keys, settings and texts of the node lie",
  ).default("palier-node");
}
