import { useEffect, useState } from "react";

const MINUTE = 60_000;

/** The beginning of this minute; it goes on while the page is shown, so that a day ends without loading it again. */
export function useNow(): Date {
  const [minute, setMinute] = useState(() => Math.floor(Date.now() / MINUTE));
  useEffect(() => {
    const timer = setInterval(() => setMinute(Math.floor(Date.now() / MINUTE)), MINUTE / 4);
    return () => clearInterval(timer);
  }, []);
  return useDate(minute * MINUTE);
}

function useDate(at: number): Date {
  const [date, setDate] = useState(() => new Date(at));
  if (date.getTime() === at) return date;
  const next = new Date(at);
  setDate(next);
  return next;
}
