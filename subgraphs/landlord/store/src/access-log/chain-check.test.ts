import { chainStart, entryDigest } from "@palier/schema";
import { runs } from "@palier/schema/testing";
import fc from "fast-check";
import { type ChainLink, linkHash } from "./chain.js";
import { ChainCheck, type LogProblem } from "./chain-check.js";

const salt = "5a".repeat(16);
const day = "2026-11-01";

/** A chain of so many entries, the first of them of the time before links were salted. */
function chainOf(length: number, unsalted = 0): ChainLink[] {
  const links: ChainLink[] = [];
  for (let sequence = 1; sequence <= length; sequence += 1) {
    const entry = `{"rows":${sequence}}`;
    const previous = links.at(-1)?.hash ?? chainStart.hash;
    const ties = { day, entry, previous, sequence, hash: null };
    links.push(
      rehashed(
        sequence > unsalted
          ? { ...ties, salt, digest: entryDigest(salt, entry) }
          : { ...ties, salt: null, digest: null },
        unsalted,
      ),
    );
  }
  return links;
}

function problemsOf(
  links: readonly ChainLink[],
  head: ChainLink | undefined,
  unsalted = 0,
): LogProblem[] {
  const problems: LogProblem[] = [];
  const end = head === undefined ? null : { ...head, hash: head.hash ?? "", unsalted };
  const check = new ChainCheck(end, (problem) => problems.push(problem));
  for (const link of [...links].sort((a, b) => a.sequence - b.sequence)) check.follow(link);
  check.finish();
  return problems;
}

/** As a thief does who knows the format: digest and hash fit what the link now says. */
function rehashed(link: ChainLink, unsalted = 0): ChainLink {
  const { entry, digest } = link;
  const tied = {
    ...link,
    digest: digest === null || entry === null ? digest : entryDigest(salt, entry),
  };
  return { ...tied, hash: linkHash(tied, unsalted) };
}

/** As a purge leaves it. */
function purged(link: ChainLink): ChainLink {
  const previous = link.digest === null ? null : link.previous;
  return { ...link, entry: null, salt: null, hash: null, previous };
}

const length = 12;
const at = fc.integer({ min: 1, max: length });
const otherHash = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString("hex"));

it("finds nothing in a chain that is whole, and follows one that is empty", () => {
  const links = chainOf(length);
  expect(problemsOf(links, links.at(-1))).toEqual([]);
  const [first] = links as [ChainLink];
  expect(problemsOf([], { ...first, ...chainStart })).toEqual([]);
});

it("finds a changed entry, hash or link at its number", () => {
  const change = fc.oneof(
    fc.string().map((text) => ({ entry: `{"subject":${JSON.stringify(text)}}` })),
    otherHash.map((hash) => ({ hash })),
    otherHash.map((previous) => ({ previous })),
    otherHash.map((digest) => ({ digest })),
    otherHash.map((other) => ({ salt: other.slice(0, 32) })),
    fc.constant({ day: "2025-11-01" }),
    fc.constant({ digest: null, salt: null }),
  );
  fc.assert(
    fc.property(at, change, (sequence, changed) => {
      const links = chainOf(length);
      const found = links.map((link) =>
        link.sequence === sequence ? { ...link, ...changed } : link,
      );
      expect(problemsOf(found, links.at(-1))).toEqual([{ kind: "CHANGED", sequence }]);
    }),
  );
});

it("finds an entry that was replaced together with its hash, where the next one does not follow it", () => {
  fc.assert(
    fc.property(at, (sequence) => {
      const links = chainOf(length);
      const found = links.map((link) =>
        link.sequence === sequence ? rehashed({ ...link, entry: "{}" }) : link,
      );
      expect(problemsOf(found, links.at(-1))).toEqual([
        sequence === length
          ? { kind: "END", sequence }
          : { kind: "BROKEN", sequence: sequence + 1 },
      ]);
    }),
  );
});

it("finds a stretch that was removed, at its numbers", () => {
  fc.assert(
    fc.property(at, at, (one, other) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      const links = chainOf(length);
      const found = links.filter(({ sequence }) => sequence < from || sequence > to);
      expect(problemsOf(found, links.at(-1))).toEqual([
        { kind: to === length ? "CUT" : "MISSING", from, to },
      ]);
    }),
  );
});

it("finds two entries that changed places, at both", () => {
  fc.assert(
    fc.property(fc.uniqueArray(at, { minLength: 2, maxLength: 2 }), (pair) => {
      const [one = 0, other = 0] = pair.sort((a, b) => a - b);
      const links = chainOf(length);
      const placed = links.map((link) => ({
        ...link,
        sequence: link.sequence === one ? other : link.sequence === other ? one : link.sequence,
      }));
      expect(problemsOf(placed, links.at(-1))).toEqual([
        { kind: "CHANGED", sequence: one },
        { kind: "CHANGED", sequence: other },
      ]);
    }),
  );
});

it("finds an entry that was inserted: under a number twice, in between, or after the end", () => {
  fc.assert(
    fc.property(at, (sequence) => {
      const links = chainOf(length);
      const before = links.find((link) => link.sequence === sequence - 1) ?? chainStart;
      const [link] = links as [ChainLink];
      const alien = rehashed({ ...link, entry: "{}", previous: before.hash, sequence });
      expect(problemsOf([...links, alien], links.at(-1))).toContainEqual({
        kind: "INSERTED",
        sequence,
      });

      const moved = links.map((link) =>
        link.sequence < sequence ? link : { ...link, sequence: link.sequence + 1 },
      );
      expect(problemsOf([...moved, alien], links.at(-1))[0]).toEqual(
        sequence === length
          ? { kind: "INSERTED", sequence: length + 1 }
          : { kind: "CHANGED", sequence: sequence + 1 },
      );
    }),
  );
  const links = chainOf(length + 1);
  expect(problemsOf(links, links[length - 1])).toEqual([
    { kind: "INSERTED", sequence: length + 1 },
  ]);
});

it("finds a record of the end that is gone or another", () => {
  const links = chainOf(3);
  expect(problemsOf(links, undefined)).toEqual([{ kind: "END", sequence: 3 }]);
  const end = links[2] as ChainLink;
  expect(problemsOf(links, { ...end, hash: chainStart.hash })).toEqual([
    { kind: "END", sequence: 3 },
  ]);
});

it("follows a chain whose old end was purged, whole or in part, salted or not", () => {
  fc.assert(
    fc.property(fc.nat(length), fc.nat(length), (count, unsalted) => {
      const links = chainOf(length, unsalted);
      const left = links.map((link, index) => (index < count ? purged(link) : link));
      expect(problemsOf(left, links.at(-1), unsalted)).toEqual([]);
    }),
  );
});

it("finds what was changed of a purged entry, where the next one does not follow it", () => {
  const change = fc.oneof(
    otherHash.map((digest) => ({ digest })),
    fc.constant({ day: "2025-11-01" }),
  );
  fc.assert(
    fc.property(at, change, (sequence, changed) => {
      const links = chainOf(length);
      const left = links.map((link) =>
        link.sequence === sequence ? { ...purged(link), ...changed } : purged(link),
      );
      expect(problemsOf(left, links.at(-1))).toEqual([
        sequence === length
          ? { kind: "END", sequence }
          : { kind: "BROKEN", sequence: sequence + 1 },
      ]);
    }),
  );
});

it("finds a salted entry that was purged as if it were of the time before salts", () => {
  const links = chainOf(length, 3);
  const left = links.map((link, index) =>
    index < 5 ? { ...purged(link), digest: null, previous: null } : link,
  );
  expect(problemsOf(left, links.at(-1), 3)).toEqual([
    { kind: "CHANGED", sequence: 4 },
    { kind: "CHANGED", sequence: 5 },
  ]);
  // Saying that there were more of them contradicts every link that is left.
  expect(problemsOf(left, links.at(-1), 5)).toHaveLength(length - 5);
});

it("finds any tampering at random, unless it leaves the chain as it was", () => {
  const tampering = fc.oneof(
    fc.record({ act: fc.constant("remove" as const), sequence: at }),
    fc.record({ act: fc.constant("copy" as const), sequence: at, to: at }),
    fc.record({ act: fc.constant("rewrite" as const), sequence: at, rows: fc.nat(20) }),
    fc.record({ act: fc.constant("relink" as const), sequence: at, to: at }),
  );
  fc.assert(
    fc.property(fc.array(tampering, { minLength: 1, maxLength: 4 }), (acts) => {
      const links = chainOf(length);
      let found = links;
      for (const act of acts) {
        const source = found.find(({ sequence }) => sequence === act.sequence);
        if (source === undefined) continue;
        const others = found.filter((link) => link !== source);
        if (act.act === "remove") found = others;
        if (act.act === "copy") found = [...found, { ...source, sequence: act.to }];
        if (act.act === "rewrite") {
          found = [...others, rehashed({ ...source, entry: `{"rows":${act.rows}}` })];
        }
        if (act.act === "relink") {
          const previous = links[act.to - 1]?.hash ?? "";
          found = [...others, rehashed({ ...source, previous })];
        }
      }
      const sorted = [...found].sort((a, b) => a.sequence - b.sequence);
      const isAsWritten = JSON.stringify(sorted) === JSON.stringify(links);
      expect(problemsOf(found, links.at(-1)).length === 0).toBe(isAsWritten);
    }),
    { numRuns: runs(1_000) },
  );
});
