import { UtensilsCrossed } from 'lucide-react';
import { texts } from '../../texts/texts.ts';
import { Money } from '../../ui/money.tsx';
import { VegMark } from '../../ui/veg-mark.tsx';
import { type Limits, Stepper } from '../cart/stepper.tsx';
import type { Dish } from './dish.ts';
import styles from './dish-card.module.css';

const words = texts.student.menu;

export interface DishCardProps {
  dish: Dish;
  served: boolean;
  limits?: Limits | undefined;
}

export function DishCard({ dish, served, limits }: DishCardProps) {
  const picture = dish.thumbnail_url ?? dish.image_url;
  const hours = dish.is_available ? words.otherHour(dish.time_slots.join(', ')) : words.soldOut;
  return (
    <article className={styles.dish} data-served={served} aria-label={dish.name}>
      <div className={styles.picture} aria-hidden="true">
        {picture ? <img src={picture} alt="" loading="lazy" /> : <UtensilsCrossed />}
      </div>
      <div className={styles.words}>
        <h3 className={styles.name}>
          <VegMark isVeg={dish.is_veg} /> {dish.name}
        </h3>
        {dish.description && <p className={styles.description}>{dish.description}</p>}
        <div className={styles.foot}>
          <strong>
            <Money rupees={dish.price} />
          </strong>
          <Stepper dish={dish} disabled={!served} limits={limits} />
        </div>
        {!served && <p className={styles.description}>{hours}</p>}
      </div>
    </article>
  );
}
