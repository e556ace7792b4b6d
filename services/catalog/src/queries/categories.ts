import type { CategoryView } from '@campus/contracts/menu-api';
import type { Db } from '@campus/database/connect';

type CategoryRow = Omit<CategoryView, 'updated_at'> & { updated_at: Date };

/** Categories in display order: customers see the active ones, staff see all. */
export async function categories(db: Db, { audience }: { audience: 'customers' | 'staff' }): Promise<CategoryView[]> {
  const query = db<CategoryRow>('categories').orderBy(['display_order', 'name']);
  if (audience === 'customers') query.where({ is_active: true });
  const rows: CategoryRow[] = await query.select();
  return rows.map((row) => ({ ...row, updated_at: row.updated_at.toISOString() }));
}
