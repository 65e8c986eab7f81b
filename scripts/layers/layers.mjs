// Who may import whom, from the ground up: one entry a package, and within it one a folder.

/**
 * @typedef {object} Layer
 * @property {string} folder of the package, from the root.
 * @property {string} name of the package.
 * @property {readonly string[] | "anything"} uses Packages of ours that it imports.
 * @property {readonly string[]} [loads] Packages of ours that it imports when it comes to need them, by `import()`.
 * @property {string} [instead] Why it uses no others, and what to do instead.
 * @property {readonly { packages: readonly string[], instead: string }[]} [without] Packages of others that it does
 *   not import, except in tests, with all below them: "node:timers" is "node:timers/promises" too.
 * @property {readonly (string | readonly string[])[]} [floors] Folders of `src/`, the lowest first. A folder imports
 *   those before it; those of one list stand side by side and do not import each other. What is in `src/` itself
 *   stands on top. A folder below a listed one belongs to it unless it is listed too.
 */

/** @type {readonly Layer[]} */
export const layers = [
  {
    folder: "schema",
    name: "@palier/schema",
    uses: [],
    instead: "the contract depends on nothing of ours: hand it in as a parameter",
    without: [
      {
        packages: ["@apollo/server", "express", "pg", "typeorm", "node:timers"],
        instead: "the contract is pure, without server, database or timer: see service",
      },
    ],
    floors: [
      "ground",
      "checked-yaml",
      "document",
      "nomenclature",
      "grid",
      "composition",
      "access",
      "keys",
      "convention",
      ["convention/signatures", "convention/outlines"],
      ["convention/diff", "convention/in-force", "convention/drafting", "hand-over"],
      ["cost", "policy", "trust", "answers", "disclosure", "glossary"],
      "policy/annex",
    ],
  },
  {
    folder: "service",
    name: "@palier/service",
    uses: ["@palier/schema"],
    instead: "how a process runs is below what it serves: the contract is all that is below",
    without: [
      {
        packages: ["@apollo", "graphql", "pg", "typeorm"],
        instead: "any process of ours runs by this, with or without a graph and a database",
      },
    ],
    floors: [
      "values",
      "memory",
      "files",
      "settings",
      "keys",
      "log",
      "shared-memory",
      "traces",
      "process",
      "tls",
      "access",
      "http",
      "convention",
      "metrics",
      "shut-out",
    ],
  },
  {
    folder: "subgraphs/kit",
    name: "@palier/subgraph-kit",
    uses: ["@palier/schema", "@palier/service"],
    instead: "the kit serves every subgraph: it knows the contract and how a process runs",
    floors: ["schema", "server", "trust", "load", "guard", "shared"],
  },
  {
    folder: "subgraphs/convention",
    name: "@palier/convention",
    uses: ["@palier/schema", "@palier/service", "@palier/subgraph-kit"],
    instead: subgraphsMeetInTheGraph(),
    floors: ["publication", "viewer", "territory", "list", ["landlord", "site"]],
  },
  {
    folder: "subgraphs/classification",
    name: "@palier/classification",
    uses: ["@palier/schema", "@palier/service", "@palier/subgraph-kit"],
    instead: subgraphsMeetInTheGraph(),
    floors: ["border", "contribution", "list", ["actions", "changes", "counts", "levels", "sites"]],
  },
  {
    folder: "subgraphs/landlord/store",
    name: "@palier/landlord-store",
    uses: ["@palier/schema"],
    instead:
      "a landlord's record is below what reads files into it and what serves it: the contract is all that is below",
    floors: [
      "sql",
      "site",
      "retention",
      "incident",
      "classification",
      "territory",
      ["signature", "partner", "access-log"],
      "restatement",
      "release",
      ["decision", "action", "month"],
      ["correction", "life"],
      ["purge", "erasure", "hand-over", "submission"],
      "database",
      "backup",
      "export",
    ],
  },
  {
    folder: "subgraphs/landlord/import",
    name: "@palier/landlord-import",
    uses: ["@palier/schema", "@palier/landlord-store"],
    instead: "files go into the record, by a command as by a desk: the record is all that is below",
    floors: [
      ["value", "csv", "copy", "identity", "submission"],
      ["date", "json", "sheet"],
      "facts",
      "report",
      "source",
      "mapping",
      ["sites", "actions", "drafting"],
      "incident",
      "loading",
    ],
  },
  {
    folder: "subgraphs/landlord/node",
    name: "@palier/landlord",
    uses: ["@palier/schema", "@palier/service", "@palier/subgraph-kit", "@palier/landlord-store"],
    instead: subgraphsMeetInTheGraph(),
    without: [{ packages: ["pg"], instead: "statements stand in the store" }],
    floors: [
      ["request", "load", "check", "metrics", "intake"],
      "territory",
      "month",
      "viewer",
      ["site", "decision"],
      "restatement",
      "incident",
      "contribution",
      ["action", "classification", "access-record", "pattern"],
      ["trust", "purge"],
    ],
  },
  {
    folder: "issuer",
    name: "@palier/issuer",
    uses: ["@palier/schema", "@palier/service"],
    instead: "who says who people are knows neither gateway nor graph: it is known by its tokens",
    floors: ["names", "provider", ["demonstration", "broker"]],
  },
  {
    folder: "gateway",
    name: "@palier/gateway",
    uses: ["@palier/schema", "@palier/service", "@palier/issuer"],
    instead: "the gateway knows subgraphs by SDL and URL only",
    floors: [
      "server",
      "turns",
      "keys",
      "errors",
      ["graph", "heads"],
      "connection",
      "datasource",
      "shut-out",
      "identity",
      ["cost", "door"],
      "execution",
      ["composition", "planner"],
      "exports/asked",
      "exports/tables",
      ["exports/files", "exports/ogc"],
      "graphiql",
      "dashboard",
      "documents",
      "metrics",
      "refusals",
      "trust",
    ],
  },
  {
    folder: "gateway/hive",
    name: "@palier/gateway-hive",
    uses: ["@palier/schema", "@palier/service", "@palier/gateway"],
    instead: "what is asked of any gateway stands in ours, behind @palier/gateway/trust",
    floors: [],
  },
  {
    folder: "dashboard/ui",
    name: "@palier/dashboard-ui",
    uses: [],
    instead:
      "what desks share knows none of them, nor the graph's types: declare the shape that it takes",
    floors: ["language", "styles", "session", "files", "graph", "parts", "charts"],
  },
  {
    folder: "dashboard/partner",
    name: "@palier/dashboard",
    uses: ["@palier/dashboard-ui"],
    instead: "the dashboard uses nothing but the graph: types come from generated/",
    floors: [
      "frame",
      ["plan", "figures"],
      "counts",
      "breakdown",
      "pattern",
      "map/ground",
      "map/marks",
      ["map/drawn", "map/live"],
      "map/list",
      "site/ground",
      ["site/level", "site/history", "site/counts", "site/incidents", "site/actions"],
      "site/reasons",
      "changes",
      "search",
      [
        "territory",
        "map",
        "site",
        "patrol",
        "actions",
        "projection",
        "report",
        "access",
        "rights",
        "compare",
        "help",
      ],
      "shell",
    ],
  },
  {
    folder: "cli",
    name: "@palier/cli",
    uses: [
      "@palier/schema",
      "@palier/service",
      "@palier/landlord-store",
      "@palier/landlord-import",
    ],
    loads: [
      "@palier/gateway",
      "@palier/issuer",
      "@palier/landlord",
      "@palier/convention",
      "@palier/classification",
      "@palier/subgraph-kit",
      "@palier/local",
      "@palier/demonstration",
    ],
    instead: "the command runs where there is neither gateway nor embedded database",
    floors: ["console", "context", "arguments", "communes", "outlines", "landlord", "commands"],
  },
  {
    folder: "cli/local",
    name: "@palier/local",
    uses: ["@palier/schema", "@palier/service", "@palier/landlord-store", "@palier/landlord"],
    loads: ["@palier/gateway"],
    instead: "the local platform starts services, and knows nothing of what they hold",
    floors: ["machine", "postgres", ["services", "agreement"]],
  },
  {
    folder: "cli/demonstration",
    name: "@palier/demonstration",
    uses: [
      "@palier/schema",
      "@palier/service",
      "@palier/landlord-store",
      "@palier/landlord-import",
      "@palier/local",
    ],
    instead: "the demonstration fills the local platform, and is below the command",
    floors: ["data", "record", "course", "category", "file", "site", "incident", "plan", "street"],
  },
  { folder: "tests/support", name: "@palier/test-support", uses: [] },
  {
    folder: "tests/attacker",
    name: "@palier/attacker",
    uses: ["@palier/schema", "@palier/test-support"],
    instead: "the attacker knows what readers are shown, and shares no code with what protects it",
  },
  { folder: "tests/e2e", name: "@palier/e2e", uses: "anything" },
  { folder: "tests/faults", name: "@palier/faults", uses: ["@palier/e2e"] },
  { folder: "tests/bench", name: "@palier/bench", uses: "anything" },
  { folder: "tests/browser", name: "@palier/browser-tests", uses: "anything" },
];

/** What any test may import besides. */
export const forTests = ["@palier/test-support", "@palier/schema/testing"];

function subgraphsMeetInTheGraph() {
  return "two subgraphs meet in the graph, never in an import: see schema (policy), service (how a process runs) and kit (plumbing)";
}
