import type { ReactNode } from "react";
import {
  Button as AriaButton,
  type ButtonProps as AriaProps,
  Tooltip,
  TooltipTrigger,
} from "react-aria-components";
import { Link, type LinkProps } from "react-router";
import styles from "./button.module.css";
import { Icon, type IconName } from "./Icon";
import overlay from "./overlay.module.css";

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
  return (
    <TooltipTrigger delay={500}>
      <AriaButton {...rest} aria-label={label} className={classes({ look, small: !!small }, styles.icon)}>
        <Icon name={icon} size={small ? 14 : 18} />
      </AriaButton>
      <Tooltip className={overlay.tip ?? ""} offset={6}>
        {label}
      </Tooltip>
    </TooltipTrigger>
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
