import type { StaffView } from '@campus/contracts/auth-api';
import type { Db } from '@campus/database/connect';

type ListedStaff = Omit<StaffView, 'created_at'> & { created_at: Date };

/** Everybody who ever worked here, in the order of hiring; a canteen has dozens, not thousands. */
export async function staffList(db: Db): Promise<StaffView[]> {
  const rows: ListedStaff[] = await db('staff_users')
    .select('id', 'username', 'name', 'role', 'is_active', 'created_at')
    .orderBy(['created_at', 'id']);
  return rows.map((row) => ({ ...row, created_at: row.created_at.toISOString() }));
}
