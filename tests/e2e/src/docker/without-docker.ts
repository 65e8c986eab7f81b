import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdirSync } from "node:fs";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type ComposeFile, type ComposeService, dockerFolder } from "./compose-file.js";

const repository = fileURLToPath(new URL("../../../../", import.meta.url));

/** What is missing on this machine to start the services of a compose file without an engine; null: nothing. */
export function missingWithoutDocker(...programs: readonly string[]): string | null {
  if (process.getuid?.() !== 0) return "only root may start processes as other users";
  for (const program of ["openssl", "setpriv", ...programs]) {
    if (!programOf(program)) return `${program} is not installed`;
  }
  const separated = spawnSync("unshare", ["--mount", "mount", "-t", "tmpfs", "tmpfs", "/run"]);
  return separated.status === 0 ? null : "no mount namespace can be made here";
}

function programOf(name: string): boolean {
  return ["/usr/bin", "/usr/sbin", "/bin", "/sbin"].some((path) => existsSync(join(path, name)));
}

/**
 * The services of a compose file as processes of this machine: each with its user, its command, its
 * settings, its folders at their paths, everything else read-only, and under its name at an address
 * of this machine alone.
 */
export class WithoutDocker {
  readonly #running: ChildProcess[] = [];
  /** What each has printed. */
  readonly printed = new Map<string, string>();

  private constructor(
    private readonly file: ComposeFile,
    /** In place of the folder that the compose file lies in. */
    readonly folder: string,
    /** By name of the service. */
    readonly addresses: ReadonlyMap<string, string>,
  ) {}

  /** @param aliases further names of services. */
  static async open(
    file: ComposeFile,
    aliases: Readonly<Record<string, string>>,
  ): Promise<WithoutDocker> {
    const folder = await mkdtemp(join(tmpdir(), "palier-compose-"));
    const network = `127.${1 + Math.floor(Math.random() * 250)}.77`;
    const names = Object.keys(file.services);
    const addresses = new Map(names.map((name, index) => [name, `${network}.${index + 1}`]));
    const lines = [...addresses].map(
      ([name, address]) => `${address} ${name} ${aliases[name] ?? ""}`,
    );
    await writeFile(join(folder, "hosts"), ["127.0.0.1 localhost", ...lines, ""].join("\n"));
    await cp(join(dockerFolder, "proxy"), join(folder, "proxy"), { recursive: true });
    return new WithoutDocker(file, folder, addresses);
  }

  addressOf(name: string): string {
    const address = this.addresses.get(name);
    if (address === undefined) throw new Error(`no service ${name}`);
    return address;
  }

  /** Listens where the file says, at the service's own address in place of every interface. */
  async bindProxy(file: string, from: string, to: string): Promise<void> {
    const path = join(this.folder, "proxy", file);
    const text = await readFile(path, "utf8");
    if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
    await writeFile(path, text.replaceAll(from, to));
  }

  /** Folders that only the service's user can read, as their owner leaves them. */
  async handOver(): Promise<void> {
    for (const service of Object.values(this.file.services)) {
      const { user, volumes } = service;
      if (user === undefined) continue;
      for (const { source, isReadOnly } of volumes.map((each) => this.#mount(each))) {
        const isOwn = source.startsWith(join(this.folder, "own")) || !isReadOnly;
        if (!isOwn) continue;
        mkdirSync(source, { recursive: true, mode: 0o700 });
        const [uid = 0, gid = 0] = user.split(":").map(Number);
        chownSync(source, uid, gid);
        for (const file of await readdir(source)) chownSync(join(source, file), uid, gid);
      }
    }
  }

  start(name: string, command?: readonly string[]): void {
    const service = this.file.services[name];
    if (service === undefined) throw new Error(`no service ${name}`);
    const child = spawn(
      "unshare",
      ["--mount", "sh", "-euc", this.#script(name, service, command)],
      {
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    this.#running.push(child);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (text: Buffer) => {
        this.printed.set(name, `${this.printed.get(name) ?? ""}${text}`);
      });
    }
  }

  /** User of each process below, by the first words of its command. */
  users(): string[] {
    const pids = this.#running.flatMap(({ pid }) => (pid === undefined ? [] : [`${pid}`]));
    const table = execFileSync("ps", ["-o", "uid=", "-p", pids.join(",")], { encoding: "utf8" });
    return table
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean);
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.#running.splice(0).map(async (child) => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const ended = once(child, "exit");
        child.kill("SIGTERM");
        await ended;
      }),
    );
    await rm(this.folder, { recursive: true });
  }

  #mount(volume: string) {
    const [from = "", target = "", mode] = volume.split(":");
    return { source: join(this.folder, from), target, isReadOnly: mode === "ro" };
  }

  #script(name: string, service: ComposeService, command = service.command): string {
    const [uid, gid] = service.user.split(":");
    const settings = { ...service.environment, PATH: "/run:/usr/bin:/usr/sbin:/bin", HOME: "/tmp" };
    const env = Object.entries(settings).map(([key, value]) => {
      return `${key}=${key === "HOST" ? this.addressOf(name) : (value ?? "")}`;
    });
    return [
      "mount --make-rprivate /",
      `mount --bind ${quoted(join(this.folder, "hosts"))} /etc/hosts`,
      "mount -t tmpfs -o mode=755 tmpfs /run",
      `mkdir /run/app && mount --bind ${quoted(repository)} /run/app`,
      `touch /run/node && mount --bind ${quoted(process.execPath)} /run/node`,
      ...service.volumes.map((volume) => {
        const { source, target, isReadOnly } = this.#mount(volume);
        const mounted = `mkdir -p ${target} && mount --bind ${quoted(source)} ${target}`;
        return isReadOnly ? `${mounted} && mount -o remount,ro,bind ${target}` : mounted;
      }),
      "cd /run/app",
      "mount -t tmpfs -o mode=1777 tmpfs /tmp",
      "mount -o remount,ro,bind /",
      "mount -o remount,ro /run",
      `exec setpriv --reuid=${uid} --regid=${gid} --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all env -i ${[...env, ...command].map(quoted).join(" ")}`,
    ].join("\n");
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
