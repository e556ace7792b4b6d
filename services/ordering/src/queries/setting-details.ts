import { type SettingKey, settingDefaults } from '@campus/contracts/config-api';
import type { Db } from '@campus/database/connect';

interface Row {
  key: SettingKey;
  value: unknown;
  version: number;
  updated_at: Date;
  updated_by: string | null;
  updated_by_name: string | null;
}

/** Every setting as it is, as it was at first, and who changed it last. Version 1 is that of a fresh database: nobody's change. */
export async function settingDetails(db: Db) {
  const rows: Row[] = await db('system_config as c')
    .leftJoin('staff as s', 's.id', 'c.updated_by')
    .orderBy('c.key')
    .select('c.key', 'c.value', 'c.version', 'c.updated_at', 'c.updated_by', 's.name as updated_by_name');
  return rows.map(({ updated_at, ...row }) => ({
    ...row,
    default: settingDefaults[row.key],
    updated_at: row.version === 1 ? null : updated_at.toISOString(),
  }));
}
