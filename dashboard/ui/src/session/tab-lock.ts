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
  const name = sessionStorage.getItem(tabKey) ?? crypto.randomUUID();
  sessionStorage.setItem(tabKey, name);
  return new Promise((resolve) => {
    const giveUp = AbortSignal.timeout(patienceMs);
    navigator.locks
      .request(`palier ${name}`, { signal: giveUp }, () => {
        resolve(true);
        // Held as long as the page lives.
        return new Promise(() => {});
      })
      .catch(() => resolve(false));
  });
}
