/** The user ended a command before its end. */
export class InterruptedError extends Error {}
