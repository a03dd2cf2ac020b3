import { Link, NavLink } from "react-router";
import { type Class, pathOf, type Schema } from "../data/schema";
import { hasRole, useMe } from "../data/session";
import { sentence } from "../format/words";
import { Icon, type IconName } from "../parts/Icon";
import { texts } from "../texts";
import styles from "./layout.module.css";

const DRAWN: Record<string, IconName> = {
  Company: "company",
  Contact: "contact",
  Deal: "deal",
  Activity: "activity",
};

/** The drawing of a class; an added one has that of any record. */
export const iconOf = (cls: Class): IconName => DRAWN[cls.name] ?? "record";

/** All pages, at the left. */
export function Rail({ schema }: { schema: Schema }) {
  const words = texts.app.rail;
  const me = useMe();
  const classes = schema.classes.filter((cls) => !cls.managed);
  return (
    <nav className={styles.rail} aria-label={words.label}>
      <Link to="/" className={styles.brand}>
        <img src="/icon.svg" alt="" />
        {texts.app.name}
      </Link>
      <ul>
        <Item to="/pipeline" icon="pipeline" label={words.pipeline} />
        <Item to="/today" icon="today" label={words.today} />
        <Item to="/reports" icon="reports" label={words.reports} />
      </ul>
      <div className={styles.group}>
        <h2>{words.records}</h2>
        <ul>
          {classes.map((cls) => (
            <Item key={cls.name} to={`/${pathOf(cls)}`} icon={iconOf(cls)} label={sentence(cls.plural)} />
          ))}
        </ul>
      </div>
      <ul className={styles.last}>
        <Item to="/transfer" icon="transfer" label={words.transfer} />
        {hasRole(me, "admin", "manager") && <Item to="/admin" icon="admin" label={words.admin} />}
      </ul>
    </nav>
  );
}

function Item({ to, icon, label }: { to: string; icon: IconName; label: string }) {
  return (
    <li>
      <NavLink to={to} className={styles.item ?? ""}>
        <Icon name={icon} />
        <span>{label}</span>
      </NavLink>
    </li>
  );
}
