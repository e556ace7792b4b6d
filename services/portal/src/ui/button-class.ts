import styles from './button.module.css';
import { classNames } from './class-names.ts';

export interface ButtonLook {
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  /** `large` for the one thing a screen is about, and wherever a wet thumb works. */
  size?: 'small' | 'medium' | 'large';
  wide?: boolean;
}

/** The look of a button for something that is a link. */
export function buttonClass({ variant = 'secondary', size = 'medium', wide }: ButtonLook): string {
  return classNames(styles.button, styles[variant], styles[size], wide && styles.wide) ?? '';
}
