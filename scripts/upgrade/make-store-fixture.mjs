// Makes the export of a landlord's store as a commit of the past has it, which a test upgrades:
//   node scripts/upgrade/make-store-fixture.mjs a60ee4b
// The commit is checked out aside, installed and built there, and runs record-store.mjs with its own code.
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const [commit] = process.argv.slice(2);
if (commit === undefined) throw new Error("name the commit whose store is to be kept");
const root = fileURLToPath(new URL("../..", import.meta.url));
const target = join(root, `subgraphs/landlord/store/fixtures/store-${commit}.jsonl.gz`);
const folder = mkdtempSync(join(tmpdir(), "palier-store-fixture-"));
// As root, PostgreSQL runs as another account, which must enter.
chmodSync(folder, 0o755);
const checkout = join(folder, "checkout");

function run(program, args, cwd) {
  execFileSync(program, args, { cwd, stdio: "inherit" });
}

run("git", ["worktree", "add", "--detach", checkout, commit], root);
try {
  run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline"], checkout);
  run(
    "npx",
    ["turbo", "run", "build", "--filter=@palier/demonstration", "--output-logs=errors-only"],
    checkout,
  );
  // Beside the checkout's modules, which it is to find.
  const program = join(checkout, "record-store.mjs");
  copyFileSync(new URL("record-store.mjs", import.meta.url), program);
  run(process.execPath, [program, target], checkout);
} finally {
  run("git", ["worktree", "remove", "--force", checkout], root);
  rmSync(folder, { recursive: true, force: true });
}
