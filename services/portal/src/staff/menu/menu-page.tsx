import { FolderTree, Plus, UtensilsCrossed } from 'lucide-react';
import { useState } from 'react';
import { officeTexts } from '../../texts/office-texts.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { CategoriesSheet } from './categories-sheet.tsx';
import { DishSheet, type OpenDish } from './dish-sheet.tsx';
import { MenuList } from './menu-list.tsx';
import { PriceDialog } from './price-dialog.tsx';
import { useAdminMenu } from './use-admin-menu.ts';
import { useRemoveDish } from './use-remove-dish.ts';

const words = officeTexts.menuAdmin;

/** What is sold: categories and dishes with photos, prices, windows and availability, in the order in which students see them. */
export function MenuPage() {
  const { menu, error, again } = useAdminMenu();
  const remove = useRemoveDish();
  const [opened, open] = useState<OpenDish>();
  const [priced, setPriced] = useState<string>();
  const [sorting, setSorting] = useState(false);
  const dishes = menu?.dishes ?? [];
  const categories = menu?.categories ?? [];
  const add = (categoryId = categories[0]?.id ?? '') =>
    open({ key: crypto.getRandomValues(new Uint32Array(1)).join(), categoryId });
  const off = dishes.filter(({ is_available }) => !is_available).length;
  const isEmpty = menu && categories.length === 0;
  return (
    <Page
      title={words.title}
      text={menu && words.summary(dishes.length, off)}
      actions={
        <>
          <Button icon={<FolderTree />} onClick={() => setSorting(true)}>
            {words.categories.open}
          </Button>
          <Button variant="primary" icon={<Plus />} disabled={categories.length === 0} onClick={() => add()}>
            {words.add}
          </Button>
        </>
      }
    >
      {!menu && (error ? <ErrorState error={error} onRetry={again} /> : <Skeleton label={words.loading} count={8} />)}
      {isEmpty && (
        <EmptyState
          {...words.empty}
          icon={<UtensilsCrossed />}
          action={<Button onClick={() => setSorting(true)}>{words.addFirst}</Button>}
        />
      )}
      {menu && !isEmpty && (
        <MenuList
          menu={menu}
          onAdd={add}
          actions={{
            edit: (dish) => open({ key: `${dish.id}-${dish.version}`, dish, categoryId: dish.category_id }),
            changePrice: ({ id }) => setPriced(id),
            remove: (dish) => void remove(dish),
          }}
        />
      )}
      <DishSheet opened={opened} dishes={dishes} categories={categories} onClose={() => open(undefined)} />
      <PriceDialog dish={dishes.find(({ id }) => id === priced)} onClose={() => setPriced(undefined)} />
      <CategoriesSheet
        open={sorting}
        onClose={() => setSorting(false)}
        categories={categories}
        countOf={(id) => dishes.filter(({ category_id }) => category_id === id).length}
      />
    </Page>
  );
}
