import { type ReactNode, useEffect, useRef, useState } from 'react';
import { officeTexts } from '../../texts/office-texts.ts';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import styles from './chart.module.css';

export interface Series {
  key: string;
  name: string;
  colour: string;
}

interface ChartFrameProps {
  title: string;
  series: readonly Series[];
  /** The chart at the size that it has room for. */
  children(size: { width: number; height: number }): ReactNode;
}

const HEIGHT = 256;

/** Room for a chart and what its colours mean. For the ear and the keyboard there is the table beside it. */
export function ChartFrame({ title, series, children }: ChartFrameProps) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  return (
    <figure className={styles.figure}>
      <figcaption>
        <VisuallyHidden>{officeTexts.reports.chart(title)}</VisuallyHidden>
        <span className={styles.legend} aria-hidden="true">
          {series.map(({ key, name, colour }) => (
            <span key={key} className={styles.series}>
              <span className={styles.swatch} style={{ background: colour }} />
              {name}
            </span>
          ))}
        </span>
      </figcaption>
      <div ref={frame} className={styles.chart} aria-hidden="true" style={{ blockSize: HEIGHT }}>
        {width > 0 && children({ width, height: HEIGHT })}
      </div>
    </figure>
  );
}

function useWidth(of: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!of.current) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(of.current);
    return () => observer.disconnect();
  }, [of]);
  return width;
}
