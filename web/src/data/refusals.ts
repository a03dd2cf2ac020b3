/** What the server said when it did not do what was asked. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    sentence: string,
    /** All that was said, as `candidates`, `records` or `seconds`. */
    readonly said: Readonly<Record<string, unknown>> = {},
  ) {
    super(sentence);
    this.name = "Refused";
  }
}

/** The server could not be reached, or its answer did not come. Nothing is known about what happened. */
export class Unreachable extends Error {
  constructor(cause?: unknown) {
    super("The server cannot be reached.", { cause });
    this.name = "Unreachable";
  }
}

/** Whether the session is over, whichever door said so. */
export const isSignedOut = (error: unknown): boolean =>
  error instanceof Refused && (error.status === 401 || error.code === "parse_209");
