import type { Verified } from "@palier/schema";
import { VerifiedTokens } from "./verified-tokens.js";

interface Claims {
  readonly name: string;
  readonly exp: number;
}

const at = (seconds: number) => new Date(seconds * 1000);

/** Tokens read `name:exp`; the list holds those that were verified. */
function tokensKept(capacity?: number, isKept?: (claims: Claims) => boolean) {
  const verified: string[] = [];
  const verification = async (token: string): Promise<Verified<Claims>> => {
    verified.push(token);
    const [name = "", exp] = token.split(":");
    return name === "bad"
      ? { ok: false, problem: "signature" }
      : { ok: true, value: { name, exp: Number(exp) } };
  };
  return { tokens: new VerifiedTokens<Claims>(verification, isKept, capacity), verified };
}

it("verifies a token once until it expires", async () => {
  const { tokens, verified } = tokensKept();
  for (const seconds of [100, 110, 129]) {
    expect(await tokens.verify("a:130", at(seconds))).toEqual({
      ok: true,
      value: { name: "a", exp: 130 },
    });
  }
  expect(verified).toEqual(["a:130"]);
  await tokens.verify("a:130", at(130));
  expect(verified).toEqual(["a:130", "a:130"]);
});

it("remembers no token that does not hold", async () => {
  const { tokens, verified } = tokensKept();
  await tokens.verify("bad:130", at(100));
  expect((await tokens.verify("bad:130", at(100))).ok).toBe(false);
  expect(verified).toHaveLength(2);
});

it("remembers no token that may not come again", async () => {
  const { tokens, verified } = tokensKept(10, ({ name }) => name !== "once");
  await tokens.verify("once:130", at(100));
  await tokens.verify("once:130", at(100));
  expect(verified).toHaveLength(2);
});

it("keeps as many as it may, the latest", async () => {
  const { tokens, verified } = tokensKept(2);
  for (const token of ["a:130", "b:130", "c:130", "b:130", "c:130", "a:130"]) {
    await tokens.verify(token, at(100));
  }
  expect(verified).toEqual(["a:130", "b:130", "c:130", "a:130"]);
});
