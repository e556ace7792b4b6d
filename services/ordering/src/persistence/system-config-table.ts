import type { Transaction } from '@campus/database/transaction';
import { notFound } from '@campus/errors/app-error';
import type { SettingsTable } from '../use-cases/work.ts';
import { readSettingValues, settingsFrom } from './settings-row.ts';

export function systemConfigTable(trx: Transaction, { now, timeZone }: { now: Date; timeZone: string }): SettingsTable {
  return {
    current: async () => settingsFrom(await readSettingValues(trx), timeZone),

    async lock(key) {
      const row = await trx('system_config').where({ key }).forUpdate().first('version');
      if (!row) throw notFound('Setting');
      return row.version;
    },

    async change(key, value, by) {
      const json = JSON.stringify(value);
      const [row] = await trx('system_config')
        .where({ key })
        .update({ value: json, version: trx.raw('version + 1'), updated_at: now, updated_by: by.id })
        .returning<{ version: number }[]>('version');
      if (!row) throw notFound('Setting');
      await trx('system_config_changes').insert({
        key,
        version: row.version,
        value: json,
        changed_at: now,
        changed_by: by.id,
      });
      return row.version;
    },
  };
}
