import { Button as BaseButton } from '@base-ui/react/button';
import type { ReactNode } from 'react';
import styles from './button.module.css';
import { type ButtonLook, buttonClass } from './button-class.ts';
import { Spinner } from './spinner.tsx';

export interface ButtonProps extends ButtonLook {
  children: ReactNode;
  icon?: ReactNode;
  onClick?(): void;
  type?: 'button' | 'submit';
  disabled?: boolean;
  /** The action is under way: keeps its width and its focus, and takes no second tap. */
  busy?: boolean;
  /** For a word that is not enough without its surroundings. */
  label?: string;
  /** For a button that opens and closes a part of the page. */
  expanded?: boolean;
}

export function Button({
  children,
  icon,
  onClick,
  type = 'button',
  disabled,
  busy,
  label,
  expanded,
  ...look
}: ButtonProps) {
  return (
    <BaseButton
      type={type}
      className={buttonClass(look)}
      onClick={onClick}
      disabled={disabled || busy}
      focusableWhenDisabled={busy}
      aria-label={label}
      aria-expanded={expanded}
      aria-busy={busy || undefined}
    >
      {busy ? <Spinner /> : icon}
      <span className={styles.text}>{children}</span>
    </BaseButton>
  );
}
