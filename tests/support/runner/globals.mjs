/** What `@jest/globals` is to a test that jest itself does not load. */
export const { jest, describe, it, test, expect, beforeAll, beforeEach, afterAll, afterEach } =
  globalThis;
