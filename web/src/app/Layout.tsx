import { lazy, Suspense, useEffect, useState } from "react";
import { Outlet, useLocation } from "react-router";
import type { Schema } from "../data/schema";
import { Spared } from "../parts/Spared";
import { Skeleton } from "../parts/states";
import { useToasting } from "../parts/toast";
import { texts } from "../texts";
import { Connection } from "./Connection";
import styles from "./layout.module.css";
import { Rail } from "./Rail";
import { talk, useTalk } from "./talk";
import { TopBar } from "./TopBar";

const toasts = () => import("../parts/Toasts");
const ChatPanel = lazy(() => import("../chat/ChatPanel"));
const Drawer = lazy(() => import("./Drawer"));
const Toasts = lazy(toasts);
const SearchDialog = lazy(() => import("../search/SearchDialog"));

/** Milliseconds after which the first page is likely to be there. */
const LATER = 1_500;
const AHEAD = "parley.ahead";

/** Load what tells that there is no server, as long as there is one. */
function loadAhead(): void {
  performance.mark(AHEAD);
  for (const load of [toasts, () => import("./Waiting"), () => import("../parts/MenuList")])
    void load().catch(() => undefined);
}

/** The rail, the bar on top, the page, and the chat beside it. */
export function Layout({ schema }: { schema: Schema }) {
  const { open } = useTalk();
  const [menu, setMenu] = useState(false);
  const [searching, setSearching] = useState(false);
  const toasting = useToasting();
  const { pathname } = useLocation();
  const [shown, setShown] = useState(pathname);
  if (shown !== pathname) {
    setShown(pathname);
    setMenu(false);
  }
  useEffect(() => {
    const timer = setTimeout(loadAhead, LATER);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      setSearching((now) => !now);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);

  return (
    <div className={open ? `${styles.layout} ${styles.talking}` : styles.layout}>
      <a className={styles.skip} href="#main">
        {texts.app.skip}
      </a>
      <Rail schema={schema} />
      <TopBar onMenu={() => setMenu(true)} onSearch={() => setSearching(true)} />
      <main id="main" className={styles.main} tabIndex={-1}>
        <Connection schema={schema} />
        <Suspense fallback={<Skeleton />}>
          <Outlet context={schema} />
        </Suspense>
      </main>
      {open && (
        <aside className={styles.chat} aria-label={texts.chat.title}>
          <Suspense fallback={<Skeleton />}>
            <ChatPanel schema={schema} onClose={talk.close} />
          </Suspense>
        </aside>
      )}
      {menu && (
        <Spared>
          <Drawer schema={schema} onClose={() => setMenu(false)} />
        </Spared>
      )}
      {searching && (
        <Spared>
          <SearchDialog schema={schema} onClose={() => setSearching(false)} />
        </Spared>
      )}
      {toasting && (
        <Spared>
          <Toasts />
        </Spared>
      )}
    </div>
  );
}
