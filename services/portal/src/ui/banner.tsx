import type { ReactNode } from 'react';
import styles from './banner.module.css';
import { classNames } from './class-names.ts';

export interface BannerProps {
  tone: 'info' | 'success' | 'warning' | 'danger';
  icon?: ReactNode;
  children: ReactNode;
  action?: ReactNode;
  /** `alert` interrupts the ear; `status` waits; `note` was there from the beginning and says nothing by itself. */
  role?: 'alert' | 'status' | 'note';
}

/** Something that holds for a while, where it matters. */
export function Banner({ tone, icon, children, action, role = 'status' }: BannerProps) {
  return (
    <div className={classNames(styles.banner, styles[tone])} role={role}>
      {icon}
      <div className={styles.text}>{children}</div>
      {action}
    </div>
  );
}
