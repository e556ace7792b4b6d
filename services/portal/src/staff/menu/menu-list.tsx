import type { AdminMenuItemView, CategoryView } from '@campus/contracts/menu-api';
import { SearchX } from 'lucide-react';
import { useState } from 'react';
import { officeTexts } from '../../texts/office-texts.ts';
import { Button } from '../../ui/button.tsx';
import { buttonClass } from '../../ui/button-class.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Segments } from '../../ui/segments.tsx';
import type { DishActions } from './dish-row.tsx';
import styles from './menu-page.module.css';
import { MenuSectionView } from './menu-section.tsx';
import { isFiltered, menuSections, NO_FILTER, type Show } from './menu-sections.ts';

const words = officeTexts.menuAdmin;
const SHOWS: readonly { value: Show; label: string }[] = [
  { value: 'all', label: words.show.all },
  { value: 'on', label: words.show.on },
  { value: 'off', label: words.show.off },
];

export interface MenuListProps {
  menu: { categories: readonly CategoryView[]; dishes: readonly AdminMenuItemView[] };
  actions: DishActions;
  onAdd(categoryId: string): void;
}

export function MenuList({ menu, actions, onAdd }: MenuListProps) {
  const [filter, setFilter] = useState(NO_FILTER);
  const sections = menuSections(menu, filter);
  return (
    <>
      <div className={styles.tools}>
        <SearchField
          label={words.search}
          value={filter.search}
          onChange={(search) => setFilter({ ...filter, search })}
        />
        <Segments
          label={words.show.label}
          segments={SHOWS}
          value={filter.show}
          onChange={(show) => setFilter({ ...filter, show })}
        />
      </div>
      {!isFiltered(filter) && sections.length > 1 && (
        <nav className={styles.jump} aria-label={words.jump}>
          {sections.map(({ category: { id, name } }) => (
            <a key={id} className={buttonClass({ variant: 'quiet' })} href={`#category-${id}`}>
              {name}
            </a>
          ))}
        </nav>
      )}
      {isFiltered(filter) && sections.length > 0 && <p className={styles.note}>{words.noOrderHere}</p>}
      {sections.length === 0 && (
        <EmptyState
          {...words.nothing}
          icon={<SearchX />}
          action={<Button onClick={() => setFilter(NO_FILTER)}>{words.showAll}</Button>}
        />
      )}
      {sections.map((section) => (
        <MenuSectionView
          key={section.category.id}
          section={section}
          actions={actions}
          isFiltered={isFiltered(filter)}
          onAdd={() => onAdd(section.category.id)}
        />
      ))}
    </>
  );
}
