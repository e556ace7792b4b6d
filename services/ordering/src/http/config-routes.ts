import {
  changeSettingBody,
  configAnswer,
  restaurantAnswer,
  settingAnswer,
  settingKey,
  settingSchemas,
} from '@campus/contracts/config-api';
import { text } from '@campus/contracts/values';
import type { Db } from '@campus/database/connect';
import { notFound } from '@campus/errors/app-error';
import { parse } from '@campus/http/parse';
import { get, put, type Route } from '@campus/http/routes';
import { z } from 'zod';
import { allSettings, restaurantStatus } from '../queries/restaurant-status.ts';
import { changeSetting } from '../use-cases/change-setting.ts';
import type { Transact } from '../use-cases/work.ts';

const admin = ['admin'] as const;
const byKey = z.strictObject({ key: text(100) });

export interface ConfigDoors {
  db: Db;
  transact: Transact;
  clock: () => Date;
  timeZone: string;
}

/** The restaurant's settings, and what of them everybody may see. */
export function configRoutes({ db, transact, clock, timeZone }: ConfigDoors): Route[] {
  return [
    get(
      '/api/v1/restaurant',
      { may: 'public', summary: 'Open now, places left, ways of paying', answer: restaurantAnswer },
      async () => ({ restaurant: await restaurantStatus(db, { now: clock(), timeZone }) }),
    ),
    get('/api/v1/admin/config', { may: admin, summary: 'All settings', answer: configAnswer }, async () => ({
      config: await allSettings(db),
    })),
    put(
      '/api/v1/admin/config/:key',
      { may: admin, summary: 'Change a setting', params: byKey, body: changeSettingBody, answer: settingAnswer },
      async ({ params, body, caller }) => {
        const key = settingKey.safeParse(params.key);
        if (!key.success) throw notFound('Setting');
        const { value } = parse(z.object({ value: settingSchemas[key.data] }), body);
        const by = { role: caller.role, id: caller.id };
        return transact((work) => changeSetting(work, { key: key.data, value, by }));
      },
    ),
  ];
}
