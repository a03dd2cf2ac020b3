/** Let the browser ask whoever leaves the page, until what is returned is called. */
export function askLeaving(): () => void {
  const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
  addEventListener("beforeunload", ask);
  return () => removeEventListener("beforeunload", ask);
}

/** Let it ask whoever leaves before something is done. */
export async function staying<T>(work: Promise<T>): Promise<T> {
  const stop = askLeaving();
  try {
    return await work;
  } finally {
    stop();
  }
}
