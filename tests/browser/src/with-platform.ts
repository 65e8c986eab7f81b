import { type OwnPlatform, ownPlatform } from "./platform.js";

/** For commands: the demonstration that `PALIER_BROWSER_ORIGIN` names, else one that stops afterwards. */
export async function withPlatform(
  env: Readonly<Record<string, string | undefined>>,
  work: (origin: string) => Promise<void>,
): Promise<void> {
  const named = env.PALIER_BROWSER_ORIGIN?.trim();
  const own: OwnPlatform | null = named ? null : await ownPlatform();
  try {
    await work(own?.origin ?? named ?? "");
  } finally {
    await own?.stop();
  }
}
