import { Plus } from 'lucide-react';
import { officeTexts } from '../../texts/office-texts.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { type DishActions, DishRow } from './dish-row.tsx';
import styles from './menu-page.module.css';
import { type MenuSection, moved } from './menu-sections.ts';
import { SortableList } from './sortable-list.tsx';
import { useMenuOrder } from './use-menu-order.ts';

const words = officeTexts.menuAdmin.section;

export interface MenuSectionViewProps {
  section: MenuSection;
  actions: DishActions;
  onAdd(): void;
  /** Only a part of the menu is shown, so there is no order to change. */
  isFiltered: boolean;
}

/** One category with its dishes in the order of the menu. */
export function MenuSectionView({ section: { category, dishes }, actions, onAdd, isFiltered }: MenuSectionViewProps) {
  const order = useMenuOrder();
  const ids = dishes.map(({ id }) => id);
  const moveTo = (from: number, to: number) => {
    const isPossible = !isFiltered && to >= 0 && to < ids.length;
    return isPossible ? () => order.mutate({ item_ids: moved(ids, from, to) }) : undefined;
  };
  return (
    <section className={styles.section} aria-label={category.name} id={`category-${category.id}`}>
      <header className={styles.head}>
        <h2>{category.name}</h2>
        <span className={styles.count}>{words.count(dishes.length)}</span>
        {!category.is_active && <Badge tone="warning">{words.hidden}</Badge>}
        <Button variant="quiet" icon={<Plus />} label={words.add(category.name)} onClick={onAdd}>
          {words.addShort}
        </Button>
      </header>
      {dishes.length === 0 && <p className={styles.none}>{words.empty}</p>}
      {dishes.length > 0 && (
        <SortableList
          label={category.name}
          things={dishes}
          disabled={isFiltered}
          onOrder={(item_ids) => order.mutate({ item_ids })}
        >
          {(dish) => {
            const place = ids.indexOf(dish.id);
            const move = { up: moveTo(place, place - 1), down: moveTo(place, place + 1) };
            return <DishRow dish={dish} actions={actions} move={move} />;
          }}
        </SortableList>
      )}
    </section>
  );
}
