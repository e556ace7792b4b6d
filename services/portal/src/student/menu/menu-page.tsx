import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { texts } from '../../texts/texts.ts';
import { buttonClass } from '../../ui/button-class.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Page } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useCart } from '../cart/use-cart.ts';
import { Opening } from '../opening.tsx';
import { useRestaurant } from '../use-restaurant.ts';
import { CategoryFilter } from './category-filter.tsx';
import type { Menu } from './dish.ts';
import { DishCard } from './dish-card.tsx';
import styles from './menu-page.module.css';
import { ALL, byCategory, type Filters, fits, isServed, NO_FILTERS } from './menu-view.ts';
import { useMenu } from './use-menu.ts';

const words = texts.student.menu;

export function MenuPage() {
  const { data: menu, error, refetch } = useMenu();
  const { count } = useCart();
  return (
    <Page title={words.title}>
      <Opening />
      {menu && <Dishes menu={menu} />}
      {!menu && error && <ErrorState error={error} onRetry={refetch} />}
      {!menu && !error && <Skeleton label={words.loading} count={6} height="7rem" minWidth="20rem" />}
      {count > 0 && (
        <div className={styles.cart}>
          <Link to="/cart" className={buttonClass({ variant: 'primary', size: 'large', wide: true })}>
            {words.cart(count)}
          </Link>
        </div>
      )}
    </Page>
  );
}

function Dishes({ menu }: { menu: Menu }) {
  const { data } = useRestaurant();
  const [chosen, setFilters] = useState(NO_FILTERS);
  const choose = (next: Partial<Filters>) => setFilters({ ...chosen, ...next });
  const slot = data?.restaurant.current_slot?.name;
  const all = byCategory(menu, () => true).map(({ category }) => category);
  // The chosen category may be switched off meanwhile.
  const filters = all.some(({ id }) => id === chosen.category) ? chosen : { ...chosen, category: ALL };
  const shown = byCategory(menu, (dish) => fits(dish, filters, slot));
  return (
    <>
      <div className={styles.filters}>
        <SearchField label={words.search} value={filters.search} onChange={(search) => choose({ search })} />
        <div className={styles.switches}>
          <Checkbox label={words.vegOnly} checked={filters.vegOnly} onChange={(vegOnly) => choose({ vegOnly })} />
          <Checkbox label={words.nowOnly} checked={filters.nowOnly} onChange={(nowOnly) => choose({ nowOnly })} />
        </div>
      </div>
      <CategoryFilter categories={all} value={filters.category} onChange={(category) => choose({ category })} />
      {shown.length === 0 && <EmptyState title={words.noneTitle} hint={words.noneHint} />}
      {shown.map(({ category, dishes }) => (
        <section key={category.id} className={styles.category} aria-label={category.name}>
          <h2>{category.name}</h2>
          <div className={styles.dishes}>
            {dishes.map((dish) => (
              <DishCard key={dish.id} dish={dish} served={isServed(dish, slot)} limits={data?.restaurant.limits} />
            ))}
          </div>
        </section>
      ))}
    </>
  );
}
