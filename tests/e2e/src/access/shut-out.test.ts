import { letIn, shutOut } from "@palier/gateway/shut-out";
import { gatewayKeys, KeyFolder } from "@palier/service";
import { partners, slugs } from "./access-convention.js";
import { coverageOf, seenOf } from "./coverage.js";
import { type AccessPlatform, startAccessPlatform } from "./platform.js";
import type { Received } from "./recording-front.js";

let platform: AccessPlatform;
beforeAll(async () => {
  platform = await startAccessPlatform();
});
afterAll(() => platform.stop());

const police = partners.POLICE;
const town = partners.MUNICIPALITY;

/** What the gateway sent a node on somebody's behalf, once. */
async function sentFor(account: string): Promise<Received> {
  const front = platform.fronts.get("lisiere");
  front?.take();
  await platform.ask(account, '{ site(id: "lisiere:HARD") { name } }');
  const received = front?.take().at(-1);
  if (received === undefined) throw new Error("the node was not asked");
  return received;
}

/** Whoever holds visa and token of somebody, and asks the node without the gateway. */
async function replay({ headers, body }: Received): Promise<readonly (string | undefined)[]> {
  const response = await fetch(platform.fronts.get("lisiere")?.target ?? "", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: headers.authorization ?? "",
      "palier-visa": String(headers["palier-visa"]),
    },
    body,
  });
  const { errors = [] } = (await response.json()) as {
    readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
  };
  return errors.map(({ extensions }) => extensions.code);
}

/** Asks again until the answer is this one; the list travels within seconds. */
async function until(codes: readonly string[], ask: () => Promise<unknown>): Promise<void> {
  while (JSON.stringify(await ask()) !== JSON.stringify(codes)) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const codeOf = async (account: string) => {
  const { errors = [] } = await platform.ask(account, "{ __typename }");
  return errors.map(({ extensions }) => extensions?.code);
};

it("shuts a person out at the gateway, and at a node that is asked without it, by tokens that hold", async () => {
  const ofPolice = await sentFor(police);
  expect(await replay(ofPolice)).toEqual([]);
  expect(await shutOut(platform.shutOutFile, police, new Date())).toBe(true);
  await until(["SHUT_OUT"], () => replay(ofPolice));
  await until(["SHUT_OUT"], () => codeOf(police));
  // A visa lives for half a minute: what a busy machine was given before may have ended.
  expect(await replay(await sentFor(town))).toEqual([]);
  const [entry] = await platform.nodes.lisiere.log();
  expect(entry).toMatchObject({ decision: "GRANTED", partner: town });
  const refused = (await platform.nodes.lisiere.log()).find(({ reason }) => reason === "shut out");
  expect(refused).toMatchObject({ decision: "REFUSED", partner: police, subject: police, rows: 0 });
  expect(await coverageOf(platform, town)).toEqual(seenOf(slugs, ""));
});

it("follows the gateway's keys, and lets in again", async () => {
  const folder = new KeyFolder(platform.keyFolder, gatewayKeys);
  await folder.rotate(new Date(), { overlapSeconds: 0, isStolen: false });
  expect(await letIn(platform.shutOutFile, police, new Date())).toBe(true);
  await until([], () => codeOf(police));
  await until([], async () => replay(await sentFor(police)));
  const ofPolice = await sentFor(police);
  await shutOut(platform.shutOutFile, police, new Date());
  await until(["SHUT_OUT"], () => replay(ofPolice));
});
