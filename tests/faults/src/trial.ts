import type { SmallPlatform } from "@palier/e2e";

/** Kinds of parts that go wrong. */
export const families = [
  "a misbehaving node",
  "a landlord's database",
  "the gateway",
  "half-open connections",
] as const;

/** One entry of the menu. */
export interface Trial {
  readonly family: (typeof families)[number];
  /** What goes wrong and what is asked meanwhile; no other of the family has the same. */
  readonly name: string;
  /** Whether `npm test` tries it. */
  readonly isInPart: boolean;
  /**
   * Lets the platform go wrong, asks, and puts it right again.
   *
   * @throws what came out wrong, meanwhile or afterwards.
   */
  readonly run: (platform: SmallPlatform) => Promise<void>;
}
