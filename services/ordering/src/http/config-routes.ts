import {
  changeSettingBody,
  configAnswer,
  pauseAnswer,
  pauseBody,
  restaurantAnswer,
  settingAnswer,
  settingChangesAnswer,
  settingChangesQuery,
  settingDetailsAnswer,
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
import { settingChanges } from '../queries/setting-changes.ts';
import { settingDetails } from '../queries/setting-details.ts';
import { changeSetting } from '../use-cases/change-setting.ts';
import type { Transact } from '../use-cases/work.ts';

const admin = ['admin'] as const;
const kitchen = ['kitchen', 'admin'] as const;
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
    get(
      '/api/v1/admin/config/details',
      { may: admin, summary: 'All settings with their defaults and last changes', answer: settingDetailsAnswer },
      async () => ({ settings: await settingDetails(db) }),
    ),
    get(
      '/api/v1/admin/config/changes',
      {
        may: admin,
        summary: 'Who changed which setting, and when',
        query: settingChangesQuery,
        answer: settingChangesAnswer,
      },
      ({ query }) => settingChanges(db, query),
    ),
    put(
      '/api/v1/admin/config/:key',
      {
        may: admin,
        summary: 'Change a setting',
        params: byKey,
        body: changeSettingBody,
        answer: settingAnswer,
        errors: ['VERSION_CONFLICT'],
      },
      async ({ params, body, caller }) => {
        const key = settingKey.safeParse(params.key);
        if (!key.success) throw notFound('Setting');
        const { value } = parse(z.object({ value: settingSchemas[key.data] }), body);
        const by = { role: caller.role, id: caller.id };
        return transact((work) => changeSetting(work, { key: key.data, value, seen: body.version, by }));
      },
    ),
    // A setting like the others, with a door of its own: the kitchen may take a breath without an admin.
    get(
      '/api/v1/admin/pause',
      { may: kitchen, summary: 'Until when no orders are taken', answer: pauseAnswer },
      async () => ({ paused_until: (await allSettings(db)).paused_until }),
    ),
    put(
      '/api/v1/admin/pause',
      {
        may: kitchen,
        summary: 'Take no orders until a moment, or take them again',
        body: pauseBody,
        answer: pauseAnswer,
      },
      async ({ body: { paused_until }, caller }) => {
        const by = { role: caller.role, id: caller.id };
        await transact((work) => changeSetting(work, { key: 'paused_until', value: paused_until, by }));
        return { paused_until };
      },
    ),
  ];
}
