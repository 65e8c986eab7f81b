import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { viewAs } from "./pages/view-as.js";
import { sharedPlatform } from "./platform.js";
import { Visitor } from "./visitor.js";

const vite = spawn("npm", ["run", "dev", "-w", "@palier/dashboard", "--", "--port", "0"], {
  stdio: ["ignore", "pipe", "inherit"],
  env: { ...process.env, NO_COLOR: "1", PALIER_GATEWAY: sharedPlatform().origin },
  detached: true,
});
const ended = once(vite, "close");

afterAll(async () => {
  process.kill(-Number(vite.pid));
  await ended;
});

/** Where the dev server says that it is. */
async function address(): Promise<string> {
  for await (const line of createInterface({ input: vite.stdout })) {
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(line);
    if (found) return found[0];
  }
  throw new Error("the dev server has ended");
}

it("signs visitors in, and in as another, at the gateway's issuer", async () => {
  const visitor = await Visitor.as("mairie-dammarie", { path: "/rights", origin: await address() });
  await viewAs(visitor, "police-melun", /Police/);
  expect(new URL(visitor.page.url())).toMatchObject({
    origin: visitor.origin,
    pathname: "/rights",
  });
  expect([visitor.record.problems, visitor.record.elsewhere]).toEqual([[], []]);
});
