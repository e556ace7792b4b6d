import { texts } from '../../texts/texts.ts';
import { buttonClass } from '../../ui/button-class.ts';
import styles from './menu-page.module.css';
import { ALL } from './menu-view.ts';

const words = texts.student.menu;

export interface CategoryFilterProps {
  categories: readonly { id: string; name: string }[];
  value: string;
  onChange(category: string): void;
}

/** The categories as chips, in a row that scrolls by itself. */
export function CategoryFilter({ categories, value, onChange }: CategoryFilterProps) {
  return (
    <fieldset className={styles.chips} aria-label={words.category}>
      {[{ id: ALL, name: words.everything }, ...categories].map(({ id, name }) => (
        <button
          key={id}
          type="button"
          aria-pressed={id === value}
          className={buttonClass({ variant: id === value ? 'primary' : 'secondary' })}
          onClick={() => onChange(id)}
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}
