const tabKey = "palier-tab-lock";
/** A page that is loaded again waits so long for the one before to let go. */
const patienceMs = 1_000;

/**
 * Whether this tab's storage is its own. A tab that was duplicated begins with a copy of the other's,
 * whose tokens would be taken for stolen ones once both renew them.
 */
export async function isOwnTab(): Promise<boolean> {
  // Absent without https.
  if (navigator.locks === undefined) return true;
  const key = sessionStorage.getItem(tabKey) ?? crypto.randomUUID();
  sessionStorage.setItem(tabKey, key);
  const name = `palier ${key}`;
  while (!(await isTaken(name))) {
    const { held = [] } = await navigator.locks.query();
    if (held.some((lock) => lock.name === name)) return false;
    // Nobody has it: the time went by while this machine stood still.
  }
  return true;
}

/** Takes a lock as long as the page lives; false where it is not to be had in time. */
function isTaken(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const giveUp = AbortSignal.timeout(patienceMs);
    navigator.locks
      .request(name, { signal: giveUp }, () => {
        resolve(true);
        return new Promise(() => {});
      })
      .catch(() => resolve(false));
  });
}
