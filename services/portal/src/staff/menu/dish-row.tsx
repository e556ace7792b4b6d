import type { AdminMenuItemView } from '@campus/contracts/menu-api';
import { ArrowDown, ArrowUp, EllipsisVertical, IndianRupee, Pencil, Trash2 } from 'lucide-react';
import { officeTexts } from '../../texts/office-texts.ts';
import { buttonClass } from '../../ui/button-class.ts';
import { useFormat } from '../../ui/format-context.ts';
import { Menu } from '../../ui/menu.tsx';
import { VegMark } from '../../ui/veg-mark.tsx';
import { AvailabilityMenu } from './availability-menu.tsx';
import { DishPhoto } from './dish-photo.tsx';
import styles from './dish-row.module.css';

const words = officeTexts.menuAdmin.dish;

export interface DishActions {
  edit(dish: AdminMenuItemView): void;
  changePrice(dish: AdminMenuItemView): void;
  remove(dish: AdminMenuItemView): void;
}

export interface DishRowProps {
  dish: AdminMenuItemView;
  actions: DishActions;
  /** Undefined where it cannot move. */
  move: { up?: (() => void) | undefined; down?: (() => void) | undefined };
}

export function DishRow({ dish, actions, move }: DishRowProps) {
  const { money } = useFormat();
  const windows = dish.time_slots.length === 0 ? words.everyWindow : dish.time_slots.join(', ');
  return (
    <div className={styles.dish} data-off={!dish.is_available || undefined}>
      <div className={styles.main}>
        <DishPhoto url={dish.thumbnail_url} />
        <span className={styles.words}>
          <span className={styles.name}>
            <VegMark isVeg={dish.is_veg} />
            <button
              type="button"
              className={styles.open}
              aria-label={words.edit(dish.name)}
              onClick={() => actions.edit(dish)}
            >
              {dish.name}
            </button>
          </span>
          {dish.description && <span className={styles.description}>{dish.description}</span>}
          <span className={styles.windows}>{windows}</span>
        </span>
      </div>
      <div className={styles.side}>
        <button
          type="button"
          className={buttonClass({ variant: 'quiet' })}
          aria-label={words.price(dish.name, money(dish.price))}
          onClick={() => actions.changePrice(dish)}
        >
          <span className={styles.price}>{money(dish.price)}</span>
        </button>
        <AvailabilityMenu dish={dish} />
        <Menu
          trigger={
            <button type="button" className={buttonClass({ variant: 'quiet' })} aria-label={words.more(dish.name)}>
              <EllipsisVertical aria-hidden="true" />
            </button>
          }
          actions={[
            { label: words.actions.edit, icon: <Pencil />, onSelect: () => actions.edit(dish) },
            { label: words.actions.price, icon: <IndianRupee />, onSelect: () => actions.changePrice(dish) },
            ...(move.up ? [{ label: words.actions.up, icon: <ArrowUp />, onSelect: move.up }] : []),
            ...(move.down ? [{ label: words.actions.down, icon: <ArrowDown />, onSelect: move.down }] : []),
            {
              label: words.actions.remove,
              icon: <Trash2 />,
              tone: 'danger' as const,
              onSelect: () => actions.remove(dish),
            },
          ]}
        />
      </div>
    </div>
  );
}
