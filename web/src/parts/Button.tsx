import { lazy, type ReactNode } from "react";
import { mergeProps } from "react-aria/mergeProps";
import { Button as AriaButton, type ButtonProps as AriaProps } from "react-aria-components";
import { Link, type LinkProps } from "react-router";
import styles from "./button.module.css";
import { useHint } from "./hint";
import { Icon, type IconName } from "./Icon";
import { Spared } from "./Spared";

const Hint = lazy(() => import("./Hint"));

type Look = "plain" | "accent" | "danger" | "quiet";

interface Shape {
  look?: Look;
  small?: boolean;
  wide?: boolean;
  icon?: IconName;
}

const classes = ({ look = "plain", small, wide }: Shape, more = "") =>
  [styles.button, styles[look], small && styles.small, wide && styles.wide, more].filter(Boolean).join(" ");

export interface ButtonProps extends Omit<AriaProps, "className" | "style" | "children">, Shape {
  children: ReactNode;
}

/** Does something. `isPending` says that it is being done, and lets nobody press again. */
export function Button({ look, small, wide, icon, children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={classes({ look: look ?? "plain", small: !!small, wide: !!wide })}>
      {icon && <Icon name={icon} />}
      {children}
    </AriaButton>
  );
}

export interface IconButtonProps extends Omit<AriaProps, "className" | "style" | "children">, Shape {
  icon: IconName;
  /** What it does: its name for those who hear, a hint for those who point. */
  label: string;
}

/** A button with a drawing only. */
export function IconButton({ look = "quiet", small, icon, label, ...rest }: IconButtonProps) {
  const hint = useHint();
  return (
    <>
      <AriaButton
        {...mergeProps(rest, hint.props)}
        aria-label={label}
        className={classes({ look, small: !!small }, styles.icon)}
      >
        <Icon name={icon} size={small ? 14 : 18} />
      </AriaButton>
      {hint.of && (
        <Spared>
          <Hint of={hint.of} label={label} hint={hint} />
        </Spared>
      )}
    </>
  );
}

/** A link that looks like a button. */
export function ButtonLink({ look, small, wide, icon, children, ...rest }: LinkProps & Shape) {
  return (
    <Link {...rest} className={classes({ look: look ?? "plain", small: !!small, wide: !!wide })}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  );
}
