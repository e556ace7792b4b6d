import styles from './skeleton.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface SkeletonProps {
  /** What is being loaded, for the ear. */
  label: string;
  /** As many as will probably come, each as high as it will be: nothing jumps when they do. */
  count?: number;
  height?: string;
  /** Side by side where there is room. */
  minWidth?: string;
}

export function Skeleton({ label, count = 3, height = '4.5rem', minWidth = '100%' }: SkeletonProps) {
  const blocks = Array.from({ length: count }, (_, index) => index);
  return (
    <div className={styles.grid} role="status" style={{ '--height': height, '--min': minWidth } as React.CSSProperties}>
      <VisuallyHidden>{label}</VisuallyHidden>
      {blocks.map((block) => (
        <div key={block} className={styles.block} />
      ))}
    </div>
  );
}
