import type { ReactNode } from 'react';
import styles from './badge.module.css';
import { classNames } from './class-names.ts';

export type Tone = 'neutral' | 'accent' | 'info' | 'success' | 'warning' | 'danger' | 'violet';

export interface BadgeProps {
  tone?: Tone;
  /** `solid` where it has to be seen from afar. */
  look?: 'soft' | 'solid';
  icon?: ReactNode;
  children: ReactNode;
}

export function Badge({ tone = 'neutral', look = 'soft', icon, children }: BadgeProps) {
  return (
    <span className={classNames(styles.badge, styles[tone], styles[look])}>
      {icon}
      {children}
    </span>
  );
}
