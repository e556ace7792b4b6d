import type { ReactNode } from 'react';
import styles from './page.module.css';

export interface PageProps {
  title: string;
  /** What the page is about, or how things stand, in one line. */
  text?: ReactNode;
  /** Buttons beside the title. */
  actions?: ReactNode;
  children: ReactNode;
  /** `wide` uses the entire screen: the board. `narrow` is for reading and forms. */
  width?: 'narrow' | 'medium' | 'wide';
}

/** The frame of every page: its title is the document's title and the one `h1`. */
export function Page({ title, text, actions, children, width = 'medium' }: PageProps) {
  return (
    <div className={styles.page} data-width={width}>
      <title>{title}</title>
      <header className={styles.head}>
        <div>
          <h1>{title}</h1>
          {text && <p className={styles.text}>{text}</p>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
