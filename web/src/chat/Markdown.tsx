import { marked, type Token, type Tokens } from "marked";
import { Fragment, memo, type ReactNode } from "react";
import { Link } from "react-router";
import type { Schema } from "../data/schema";
import styles from "./markdown.module.css";
import { ReplyTable } from "./ReplyTable";

export interface MarkdownProps {
  schema: Schema;
  text: string;
  /** Addresses of records by their names, so that these lead to them. */
  names: ReadonlyMap<string, string>;
}

/**
 * A reply of the assistant. It is drawn from Markdown's parts, never from HTML: a tag that somebody wrote into a note is
 * shown as it was written.
 */
export const Markdown = memo(function Markdown({ schema, text, names }: MarkdownProps) {
  const draw = new Drawing(schema, names);
  return <div className={styles.text}>{draw.blocks(marked.lexer(text, { gfm: true }))}</div>;
});

export class Drawing {
  constructor(
    readonly schema: Schema,
    readonly names: ReadonlyMap<string, string>,
  ) {}

  blocks = (tokens: readonly Token[]): ReactNode =>
    tokens.map((token, place) => <Fragment key={place}>{this.#block(token)}</Fragment>);

  inline = (tokens: readonly Token[]): ReactNode =>
    tokens.map((token, place) => <Fragment key={place}>{this.#span(token)}</Fragment>);

  #block(token: Token): ReactNode {
    switch (token.type) {
      case "space":
      case "def":
        return null;
      case "heading":
        return <p className={styles.heading}>{this.inline(token.tokens ?? [])}</p>;
      case "paragraph":
        return <p>{this.inline(token.tokens ?? [])}</p>;
      case "blockquote":
        return <blockquote>{this.blocks(token.tokens ?? [])}</blockquote>;
      case "code":
        return (
          <pre>
            <code>{(token as Tokens.Code).text}</code>
          </pre>
        );
      case "hr":
        return <hr />;
      case "list":
        return this.#list(token as Tokens.List);
      case "table":
        return <ReplyTable draw={this} table={token as Tokens.Table} />;
      case "text":
        return this.inline((token as Tokens.Text).tokens ?? []);
      default:
        return token.raw;
    }
  }

  #list(list: Tokens.List): ReactNode {
    const items = list.items.map((item, place) => <li key={place}>{this.blocks(item.tokens)}</li>);
    if (!list.ordered) return <ul>{items}</ul>;
    return <ol start={list.start === "" ? 1 : list.start}>{items}</ol>;
  }

  #span(token: Token): ReactNode {
    const inner = () => this.inline(("tokens" in token && token.tokens) || []);
    switch (token.type) {
      case "strong":
        return <strong>{this.#named(token as Tokens.Strong) ?? inner()}</strong>;
      case "em":
        return <em>{inner()}</em>;
      case "del":
        return <del>{inner()}</del>;
      case "codespan":
        return <code>{(token as Tokens.Codespan).text}</code>;
      case "br":
        return <br />;
      case "link":
        return <Leading to={(token as Tokens.Link).href}>{inner()}</Leading>;
      case "image":
        return <Leading to={(token as Tokens.Image).href}>{(token as Tokens.Image).text}</Leading>;
      case "escape":
        return (token as Tokens.Escape).text;
      case "text":
        return token.tokens ? inner() : plain((token as Tokens.Text).text);
      default:
        return token.raw;
    }
  }

  /** A name of a record, as a link to it. */
  #named(token: Tokens.Strong): ReactNode {
    const path = this.names.get(token.text);
    return path === undefined ? null : <Link to={path}>{token.text}</Link>;
  }
}

/** A link: within the app it stays in this page, to others it opens one; of anything else only the words are left. */
export function Leading({ to, children }: { to: string; children: ReactNode }) {
  if (/^\/(?![/\\])/.test(to)) return <Link to={to}>{children}</Link>;
  if (!/^(https?:|mailto:)/i.test(to)) return children;
  return (
    <a href={to} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  );
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

/** Text as it is: the parser tells some letters as HTML does. */
export const plain = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (whole, name: string) => ENTITIES[name] ?? whole);
