import {
  type SettingChange,
  type SettingChangesQuery,
  type SettingKey,
  settingDefaults,
} from '@campus/contracts/config-api';
import type { Db } from '@campus/database/connect';

interface Row extends Omit<SettingChange, 'updated_at'> {
  id: number;
  key: SettingKey;
  previous_version: number | null;
  updated_at: Date;
}

// What was before is known only among all changes of a key, so the page is cut afterwards; an office makes some hundred a year.
const CHANGES = `
  select changes.*, s.name as updated_by_name
  from (
    select id, key, version, value, changed_at as updated_at, changed_by as updated_by,
      lag(value) over of_key as previous_value, lag(version) over of_key as previous_version
    from system_config_changes
    where :key::text is null or key = :key
    window of_key as (partition by key order by version)
  ) as changes
  left join staff s on s.id = changes.updated_by
  where :cursor::bigint is null or changes.id < :cursor::bigint
  order by changes.id desc
  limit :limit`;

/** Changes of one setting or of all, newest first. */
export async function settingChanges(db: Db, { key = null, cursor = null, limit }: Asked) {
  const { rows } = await db.raw<{ rows: Row[] }>(CHANGES, { key, cursor, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    changes: shown.map(viewOf),
    next_cursor: rows.length > limit && last ? String(last.id) : null,
  };
}

type Asked = { [Field in 'key' | 'cursor']?: SettingChangesQuery[Field] | null } & { limit: number };

function viewOf({ id: _, previous_version, previous_value, updated_at, ...row }: Row): SettingChange {
  return {
    ...row,
    previous_value: previous_version === null ? settingDefaults[row.key] : previous_value,
    updated_at: updated_at.toISOString(),
  };
}
