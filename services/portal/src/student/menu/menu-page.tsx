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
import { DishCard } from './dish-card.tsx';
import styles from './menu-page.module.css';
import { byCategory, type Filters, fits, isServed, NO_FILTERS } from './menu-view.ts';
import { useMenu } from './use-menu.ts';

const words = texts.student.menu;

export function MenuPage() {
  const { data: dishes, error, refetch } = useMenu();
  const { data } = useRestaurant();
  const { count } = useCart();
  const [filters, setFilters] = useState(NO_FILTERS);
  const choose = (next: Partial<Filters>) => setFilters({ ...filters, ...next });
  const slot = data?.restaurant.current_slot?.name;
  const shown = byCategory((dishes ?? []).filter((dish) => fits(dish, filters, slot)));
  return (
    <Page title={words.title}>
      <Opening />
      <div className={styles.filters}>
        <SearchField label={words.search} value={filters.search} onChange={(search) => choose({ search })} />
        <Checkbox label={words.vegOnly} checked={filters.vegOnly} onChange={(vegOnly) => choose({ vegOnly })} />
        <Checkbox label={words.nowOnly} checked={filters.nowOnly} onChange={(nowOnly) => choose({ nowOnly })} />
      </div>
      <CategoryFilter
        categories={byCategory(dishes ?? [])}
        value={filters.category}
        onChange={(category) => choose({ category })}
      />
      {!dishes && error && <ErrorState error={error} onRetry={refetch} />}
      {!dishes && !error && <Skeleton label={words.loading} count={6} height="7rem" minWidth="20rem" />}
      {dishes && shown.length === 0 && <EmptyState title={words.noneTitle} hint={words.noneHint} />}
      {shown.map((category) => (
        <section key={category.id} className={styles.category}>
          <h2>{category.name}</h2>
          <div className={styles.dishes}>
            {category.dishes.map((dish) => (
              <DishCard key={dish.id} dish={dish} served={isServed(dish, slot)} />
            ))}
          </div>
        </section>
      ))}
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
