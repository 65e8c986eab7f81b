import { SharedMemory, SharedStep } from "@palier/service";
import { MemoryServer, memoryServerMissing } from "@palier/test-support/shared-memory";
import { SignedOutSessions } from "./signed-out-sessions.js";

const missing = memoryServerMissing();
const whenThere = missing === null ? describe : describe.skip;
if (missing !== null) console.warn(`Sessions ended elsewhere are not tried: ${missing}`);

const owner = { partner: "police", subject: "agent-17" };
const now = () => new Date();
const inAnHour = () => Date.now() / 1_000 + 3_600;

whenThere("sessions that one of several gateways has ended", () => {
  let server: MemoryServer;
  const opened: SharedMemory[] = [];
  beforeEach(async () => {
    server = await MemoryServer.start();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((memory) => memory.stop()));
    await server.stop();
  });

  async function memoryOf(): Promise<SharedMemory> {
    const { hostname: host, port, password } = new URL(server.url);
    const config = { host, port: Number(port), password, username: null, database: 0 };
    const memory = await SharedMemory.open(
      { ...config, authorities: null, isTls: false, gateways: 2 },
      { name: "essai", log: () => undefined },
    );
    opened.push(memory);
    return memory;
  }

  it("are heard of by who has heard of others, also when the memory's clock has been put back", async () => {
    const memory = await memoryOf();
    const [one, other] = [
      new SignedOutSessions(memory, now),
      new SignedOutSessions(await memoryOf(), now),
    ];
    await one.end("before", inAnHour(), owner);
    // As if its clock had said then what it will say in an hour.
    const later = new SharedStep(
      "return redis.call('ZADD', KEYS[1], 'XX', ARGV[1], redis.call('ZRANGE', KEYS[1], 0, 0)[1])",
    );
    await memory.run("test", later, [memory.key("ended")], [Date.now() + 3_600_000]);
    await other.hear();
    expect(other.has("before")).toBe(true);
    await one.end("after", inAnHour(), owner);
    await other.hear();
    expect([other.has("after"), other.has("never")]).toEqual([true, false]);
  });

  it("serve no more at one that comes afterwards, from its first request on", async () => {
    await new SignedOutSessions(await memoryOf(), now).end("before", inAnHour(), owner);
    const late = new SignedOutSessions(await memoryOf(), now);
    await late.follow();
    late.stop();
    expect([late.has("before"), late.has("never")]).toEqual([true, false]);
  });

  it("come each at an instant of its own, so that nobody reads past some of them", async () => {
    const memory = await memoryOf();
    const one = new SignedOutSessions(memory, now);
    for (const session of ["a", "b", "c"]) await one.end(session, inAnHour(), owner);
    // It comes back empty, and is told all of them at once.
    await server.kill();
    await server.startAgain();
    const instants = new SharedStep(
      "local said = {} for at, each in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')) do if at % 2 == 0 then table.insert(said, each) end end return said",
    );
    let said: unknown = [];
    while (!Array.isArray(said) || said.length < 3) {
      said = await memory.run("test", instants, [memory.key("ended")]);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(new Set(said).size).toBe(3);
  });
});
