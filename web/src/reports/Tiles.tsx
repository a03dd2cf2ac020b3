import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { all, ownedBy, type Pipeline } from "../board/pipeline";
import { useMe } from "../data/session";
import { useFormat } from "../format/format";
import { counted, sentence } from "../format/words";
import { parameterOf, whereOf } from "../records/address";
import { texts } from "../texts";
import type { Doing } from "../today/agenda";
import { share } from "./figures";
import { days, listOf, parameters } from "./links";
import type { Scoped } from "./ReportsPage";
import styles from "./reports.module.css";
import { endedQuery, reportQuery, wholeQuery } from "./totals";

export interface TilesProps {
  pipeline: Pipeline | undefined;
  doing: Doing | undefined;
  scoped: Scoped;
}

/** The figures that are asked for most, each of which leads to its records. */
export function Tiles({ pipeline, doing, scoped }: TilesProps) {
  return (
    <ul className={styles.tiles} aria-label={texts.reports.tiles.label}>
      {pipeline && <OfPipeline pipeline={pipeline} scoped={scoped} />}
      {doing && <OfDoing doing={doing} scoped={scoped} />}
    </ul>
  );
}

function OfPipeline({ pipeline, scoped }: { pipeline: Pipeline; scoped: Scoped }) {
  const words = texts.reports.tiles;
  const format = useFormat();
  const me = useMe();
  const { cls, stage, open, ends, amount } = pipeline;
  const since = { [`${stage.name}Since`]: days(scoped.span) };
  const within = whereOf(cls, parameters(scoped.owner, since), me.id, format);
  const mine = scoped.owner === null ? {} : ownedBy(cls, scoped.owner);
  const now = useQuery(wholeQuery(pipeline, all({ [stage.name]: { $in: open } }, mine))).data?.whole;
  const ended = useQuery(endedQuery(pipeline, within)).data;
  const count = (of: number) => counted(of, cls.word, cls.plural, format.number(of));
  const to = (...stages: string[]) => ({ [parameterOf(stage)]: stages.join(",") });
  const figure = (one: { count: number; sum: number | null }) =>
    amount
      ? { value: format.shortMoney(one.sum ?? 0), aside: count(one.count) }
      : { value: format.number(one.count) };
  const groups = ends.map((end) => ended?.groups.find((one) => one.value === end) ?? { count: 0, sum: 0 });
  const rate = ended && share(groups[0]?.count ?? 0, ended.whole.count);
  return (
    <>
      <Tile
        name={words.open(cls.plural)}
        to={listOf(cls, scoped.owner, to(...open))}
        {...(now && figure(now))}
      />
      {ends.map((end, at) => (
        <Tile
          key={end}
          name={words.ended(sentence(end))}
          to={listOf(cls, scoped.owner, { ...to(end), ...since })}
          {...(ended && groups[at] && figure(groups[at]))}
        />
      ))}
      <Tile
        name={words.rate}
        to={listOf(cls, scoped.owner, { ...to(...ends), ...since })}
        {...(ended && {
          value: rate === undefined ? texts.parts.none : format.percent(rate),
          aside: words.rateAside(format.number(groups[0]?.count ?? 0), format.number(ended.whole.count)),
        })}
      />
    </>
  );
}

const WEEKS_A_MONTH = 365.25 / 12 / 7;

function OfDoing({ doing, scoped }: { doing: Doing; scoped: Scoped }) {
  const words = texts.reports.tiles;
  const format = useFormat();
  const { cls, done } = doing;
  const whole = useQuery(reportQuery("activity-by-person", cls.name, scoped.owner, scoped.span)).data?.whole;
  const weeks = scoped.months.length * WEEKS_A_MONTH;
  return (
    <Tile
      name={words.done(sentence(cls.plural))}
      to={listOf(cls, scoped.owner, { [done]: days(scoped.span) })}
      {...(whole && {
        value: format.number(whole.count),
        aside: words.perWeek(format.number(Math.round((whole.count / weeks) * 10) / 10)),
      })}
    />
  );
}

interface TileProps {
  name: string;
  to: string;
  /** Nothing while it is being counted. */
  value?: string;
  aside?: string;
}

function Tile({ name, to, value, aside }: TileProps) {
  return (
    <li className={styles.tile}>
      <Link to={to}>
        <span className={styles.tileName}>{name}</span>
        <span className={styles.tileValue}>{value ?? "…"}</span>
        <span className={styles.tileAside}>{aside ?? ""}</span>
      </Link>
    </li>
  );
}
