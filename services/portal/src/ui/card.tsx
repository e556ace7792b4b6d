import type { ReactNode } from 'react';
import styles from './card.module.css';

export interface CardProps {
  children: ReactNode;
  title?: string;
  /** Beside the title. */
  action?: ReactNode;
  /** `article` for one of many things, `section` for a part of the page. */
  as?: 'article' | 'section' | 'div';
}

export function Card({ children, title, action, as: Element = 'section' }: CardProps) {
  return (
    <Element className={styles.card}>
      {title && (
        <header className={styles.head}>
          <h2 className={styles.title}>{title}</h2>
          {action}
        </header>
      )}
      {children}
    </Element>
  );
}
