import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MemoryServer, memoryServerMissing } from "@palier/test-support/shared-memory";
import { TestAuthority } from "@palier/test-support/tls";
import { UsedOnce } from "../memory/used-once.js";
import { readSettings } from "../settings/read-settings.js";
import { SharedMemory, SharedStep } from "./shared-memory.js";
import { readSharedMemory, settingsOfSharedMemory } from "./shared-memory-settings.js";
import { SharedUsedOnce } from "./shared-used-once.js";

const missing = memoryServerMissing();
const whenThere = missing === null ? describe : describe.skip;
if (missing !== null) console.warn(`The shared memory is not tried: ${missing}`);

const opened: SharedMemory[] = [];
const log: string[] = [];
const missed: string[] = [];
let server: MemoryServer;

function configOf(url: string, ca?: string) {
  const table = { process: "a test", settings: settingsOfSharedMemory };
  const read = readSettings(table, { REDIS_URL: url, PALIER_REDIS_CA: ca });
  const config = readSharedMemory(read);
  read.finish();
  if (config === null) throw new Error("no configuration");
  return config;
}

async function open(url = server.url, ca?: string): Promise<SharedMemory> {
  const memory = await SharedMemory.open(configOf(url, ca), {
    name: "essai",
    log: (entry) => log.push(entry),
    missed: (use) => missed.push(use),
  });
  opened.push(memory);
  return memory;
}

const step = new SharedStep("return { KEYS[1], ARGV[1] }");
const owner = { partner: "police", subject: "agent-17" };
const untilThere = async (...memories: readonly SharedMemory[]) => {
  while (memories.some(({ isAway }) => isAway)) {
    for (const memory of memories) await memory.run("look", step, ["k"], ["v"]);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

whenThere("a memory that several processes share", () => {
  beforeEach(async () => {
    server = await MemoryServer.start();
    log.splice(0);
    missed.splice(0);
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((memory) => memory.stop()));
    await server.stop();
  });

  it("takes steps that nobody comes between, and holds no name in the clear", async () => {
    const memory = await open();
    const key = memory.key("stated", "agent-17");
    expect(await memory.run("look", step, [key], ["one"])).toEqual([key, "one"]);
    expect(key).toMatch(/^palier:\{essai\}:stated:[\w-]{43}$/);
    expect(await memory.remember("stated", key, 60)).toBe(true);
    expect(await (await open()).remember("stated", key, 60)).toBe(false);
    expect(missed).toEqual([]);
  });

  it("forgets what serves once when the clock's tolerance has passed as well", async () => {
    const memory = await open();
    const used = new SharedUsedOnce(
      "stated",
      new UsedOnce(undefined, 45),
      memory,
      () => new Date(0),
    );
    expect(await used.use("id", 100, 40, owner)).toBe(true);
    const left = new SharedStep("return redis.call('TTL', KEYS[1])");
    expect(await memory.run("look", left, [memory.key("stated", "id")])).toBe(100 + 45 - 40);
  });

  it("answers within a moment while it is away or hangs, and waits for nobody's sake twice", async () => {
    const memory = await open();
    server.pause();
    const startedMs = performance.now();
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => memory.remember("stated", memory.key("s", "1"), 60)),
    );
    // Far more than it may take, on a busy machine; far less than 200 turns.
    expect(performance.now() - startedMs).toBeLessThan(20 * 250);
    expect(new Set(answers)).toEqual(new Set([null]));
    expect([memory.isAway, missed.length]).toEqual([true, 200]);
    server.goOn();
    await untilThere(memory);
    await server.kill();
    expect(await memory.remember("stated", memory.key("s", "2"), 60)).toBeNull();
    const away = log.filter((entry) => /is away; this process decides by itself/.test(entry));
    expect(away).toHaveLength(1);
  });

  it("is opened while nothing is there, and found once it is", async () => {
    await server.kill();
    const memory = await open();
    expect([memory.isAway, await memory.run("look", step, ["k"], ["v"])]).toEqual([true, null]);
    await server.startAgain();
    await untilThere(memory);
    expect(await memory.run("look", step, ["k"], ["v"])).toEqual(["k", "v"]);
  });

  it("is told again what it has forgotten, and what was used while it was away", async () => {
    const memories = [await open(), await open()] as const;
    const [one, other] = memories.map(
      (memory) => new SharedUsedOnce("stated", new UsedOnce(), memory, () => new Date(0)),
    ) as [SharedUsedOnce, SharedUsedOnce];
    expect(await one.use("before", 300, 0, owner)).toBe(true);
    await server.kill();
    expect(await one.use("meanwhile", 300, 0, owner)).toBe(true);
    expect(await one.use("meanwhile", 300, 0, owner)).toBe(false);
    await server.startAgain();
    await untilThere(...memories);
    const keys = ["before", "meanwhile"].map((id) => memories[0].key("stated", id));
    const count = new SharedStep("return redis.call('EXISTS', KEYS[1], KEYS[2])");
    while ((await memories[1].run("look", count, keys)) !== 2) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    for (const id of ["before", "meanwhile"])
      expect(await other.use(id, 300, 0, owner)).toBe(false);
    expect(await other.use("after", 300, 0, owner)).toBe(true);
  });

  it("refuses a wrong password, and says nothing of it", async () => {
    const memory = await open(server.url.replace(server.password, "another-s3cret"));
    expect([memory.isAway, await memory.run("look", step, ["k"], ["v"])]).toEqual([true, null]);
    expect(log.join()).not.toContain("s3cret");
  });

  it("is reached by TLS, and by its own authority's certificate alone", async () => {
    const folder = await mkdtemp(join(tmpdir(), "palier-memory-tls-"));
    const [own, other] = [await TestAuthority.create(), await TestAuthority.create()];
    const { certificate, key } = await own.issue();
    const files = ["own.pem", "other.pem", "server.pem", "server.key"].map((name) =>
      join(folder, name),
    );
    const texts = [own.certificate, other.certificate, certificate, key];
    await Promise.all(files.map((file, at) => writeFile(file, texts[at] ?? "")));
    const [ownFile, otherFile, certificateFile = "", keyFile = ""] = files;
    const secure = await MemoryServer.start({ certificateFile, keyFile });
    try {
      const [believed, doubted] = [
        await open(secure.url, ownFile),
        await open(secure.url, otherFile),
      ];
      expect(await believed.run("look", step, ["k"], ["v"])).toEqual(["k", "v"]);
      expect(await doubted.run("look", step, ["k"], ["v"])).toBeNull();
    } finally {
      await secure.stop();
      await rm(folder, { recursive: true });
    }
  });
});
