import type { CategoryView } from '@campus/contracts/menu-api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import { useApi } from '../../app/portal-context.ts';
import { errorText } from '../../texts/error-text.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useToast } from '../../ui/toasts.tsx';
import styles from './categories-sheet.module.css';
import { CategoryDialog } from './category-dialog.tsx';
import { DishPhoto } from './dish-photo.tsx';
import { SortableList } from './sortable-list.tsx';
import { CATEGORIES } from './use-admin-menu.ts';
import { useMenuOrder } from './use-menu-order.ts';

const words = officeTexts.menuAdmin.categories;

export interface CategoriesSheetProps {
  open: boolean;
  onClose(): void;
  categories: readonly CategoryView[];
  countOf(categoryId: string): number;
}

export function CategoriesSheet({ open, onClose, categories, countOf }: CategoriesSheetProps) {
  const [edited, edit] = useState<string>();
  const order = useMenuOrder();
  return (
    <Dialog open={open} onClose={onClose} title={words.title} text={words.text} kind="sheet">
      <AddCategory next={Math.max(0, ...categories.map(({ display_order }) => display_order)) + 1} />
      {categories.length === 0 && <p>{words.empty}</p>}
      <SortableList label={words.title} things={categories} onOrder={(category_ids) => order.mutate({ category_ids })}>
        {(category) => (
          <div className={styles.category}>
            <DishPhoto url={category.thumbnail_url} />
            <div className={styles.words}>
              <span className={styles.name}>{category.name}</span>
              <span className={styles.count}>
                {officeTexts.menuAdmin.section.count(countOf(category.id))}{' '}
                {!category.is_active && <Badge tone="warning">{officeTexts.menuAdmin.section.hidden}</Badge>}
              </span>
            </div>
            <IconButton label={words.edit(category.name)} icon={<Pencil />} onClick={() => edit(category.id)} />
          </div>
        )}
      </SortableList>
      <CategoryDialog category={categories.find(({ id }) => id === edited)} onClose={() => edit(undefined)} />
    </Dialog>
  );
}

function AddCategory({ next }: { next: number }) {
  const [name, setName] = useState('');
  const [fault, setFault] = useState<string>();
  const add = useAddCategory({ onDone: () => setName(''), onFault: setFault });
  const submit = () => {
    if (name.trim() === '') setFault(words.missing);
    else add.mutate({ name: name.trim(), display_order: next });
  };
  return (
    <Form onSubmit={submit}>
      <div className={styles.add}>
        <TextField
          name="name"
          label={words.name}
          value={name}
          error={fault}
          maxLength={100}
          autoComplete="off"
          onChange={(text) => {
            setName(text);
            setFault(undefined);
          }}
        />
        <Button type="submit" icon={<Plus />} busy={add.isPending}>
          {words.add}
        </Button>
      </div>
    </Form>
  );
}

function useAddCategory(then: { onDone(): void; onFault(text: string): void }) {
  const api = useApi();
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: (body: { name: string; display_order: number }) => api.call('POST /admin/menu/categories', { body }),
    onSuccess: ({ category }) => {
      toast({ title: words.created(category.name) });
      then.onDone();
    },
    onError: (error) => then.onFault(errorText(error)),
    onSettled: () => client.invalidateQueries({ queryKey: CATEGORIES }),
  });
}
