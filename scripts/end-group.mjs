/**
 * Ends a program and what it started, as by Ctrl-C, and by force when it takes longer than that.
 *
 * @param child spawned as the head of a group of its own.
 * @param end of it and its output, as `ended` gives it.
 * @returns Whether it needed no force.
 */
export async function endGroup(child, end, patienceMs) {
  let isForced = false;
  signalGroup(child, "SIGINT");
  const timer = setTimeout(() => {
    isForced = true;
    signalGroup(child, "SIGKILL");
    // What has left the group may hold the other end.
    child.stdout?.destroy();
  }, patienceMs);
  await end;
  clearTimeout(timer);
  return !isForced;
}

function signalGroup(child, signal) {
  if (process.platform === "win32") {
    child.kill(signal);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // All of it has ended already.
    if (error.code !== "ESRCH") throw error;
  }
}
