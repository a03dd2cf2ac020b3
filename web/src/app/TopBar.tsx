import { Button } from "react-aria-components";
import { useNavigate } from "react-router";
import { api } from "../data/api";
import { session, useMe } from "../data/session";
import { Avatar } from "../parts/Avatar";
import { IconButton } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { Menu } from "../parts/Menu";
import { texts } from "../texts";
import styles from "./layout.module.css";
import { talk, useTalk } from "./talk";
import { choose, type Theme, useTheme } from "./theme";

const THEMES: Theme[] = ["light", "dark", "system"];

/** Search, appearance, account, and the way to the chat. */
export function TopBar({ onMenu, onSearch }: { onMenu: () => void; onSearch: () => void }) {
  const words = texts.app.top;
  const theme = useTheme();
  const { open } = useTalk();
  return (
    <header className={styles.top}>
      <div className={styles.burger}>
        <IconButton icon="menu" label={texts.app.rail.open} onPress={onMenu} />
      </div>
      <Button className={styles.search ?? ""} onPress={onSearch}>
        <Icon name="search" />
        {words.search}
        <kbd>{words.searchKeys}</kbd>
      </Button>
      <div className={styles.tools}>
        <Menu
          label={words.theme.label}
          button={<IconButton icon="sun" label={words.theme.label} />}
          selected={theme}
          choices={THEMES.map((one) => ({ id: one, label: words.theme[one], onPick: () => choose(one) }))}
        />
        {!open && <IconButton id="open-chat" icon="chat" label={words.chat} onPress={talk.open} />}
        <Account />
      </div>
    </header>
  );
}

function Account() {
  const words = texts.app.top;
  const me = useMe();
  const navigate = useNavigate();
  /** The pages ask nothing more before the server is told; the token is forgotten here in any case. */
  async function leave(): Promise<void> {
    const headers = { Authorization: `Bearer ${session.token()}` };
    session.end("signed-out");
    await api("POST", "/api/auth/logout", { headers }).catch(() => undefined);
  }
  return (
    <Menu
      label={words.account(me.username)}
      button={
        <Button className={styles.account ?? ""} aria-label={words.account(me.username)}>
          <Avatar name={me.username} />
        </Button>
      }
      choices={[
        { id: "who", label: me.email, disabled: true, onPick: () => undefined },
        {
          id: "settings",
          label: words.settings,
          icon: "admin",
          onPick: () => void navigate("/admin/profile"),
        },
        { id: "leave", label: words.signOut, icon: "leave", onPick: () => void leave() },
      ]}
    />
  );
}
