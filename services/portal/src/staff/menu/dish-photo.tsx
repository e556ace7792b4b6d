import { ImageOff } from 'lucide-react';
import styles from './dish-photo.module.css';

/** Small, beside the name; decoration, because the name is there. */
export function DishPhoto({ url }: { url: string | null }) {
  return url ? (
    <img className={styles.photo} src={url} alt="" width={64} height={48} loading="lazy" />
  ) : (
    <span className={styles.none} aria-hidden="true">
      <ImageOff />
    </span>
  );
}
