import type { SettingKey } from '@campus/contracts/config-api';
import { configChanged } from '@campus/contracts/config-events';
import type { Actor } from '@campus/contracts/order-state';
import { conflict } from '@campus/errors/app-error';
import type { Work } from './work.ts';

export interface ChangeSetting {
  key: SettingKey;
  value: unknown;
  /** What the change was made from. */
  seen?: number | undefined;
  by: Actor;
}

/** An admin changes one setting; whoever shows or uses it hears of it. */
export async function changeSetting(work: Work, { key, value, seen, by }: ChangeSetting) {
  const before = await work.settings.lock(key);
  if (seen !== undefined && seen !== before)
    throw conflict('VERSION_CONFLICT', 'This setting has changed in the meantime.', { version: before });
  const version = await work.settings.change(key, value, by);
  const updated_at = work.now.toISOString();
  const data = { key, value, updated_at, updated_by: by.id, version };
  await work.outbox.add([
    { kind: configChanged, aggregateId: key, aggregateVersion: version, occurredAt: work.now, data },
  ]);
  return { key, value, updated_at, updated_by: by.id };
}
