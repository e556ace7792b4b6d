import type { Transaction } from '@campus/database/transaction';
import type { DeviceToken, DeviceTokens } from '../use-cases/work.ts';

interface DeviceTokenRow {
  id: string;
  user_id: string;
  role: DeviceToken['role'];
  session_id: string;
  token: string;
  platform: DeviceToken['platform'];
  is_active: boolean;
  created_at: Date;
  registered_at: Date;
}

export function deviceTokensTable(trx: Transaction): DeviceTokens {
  const table = () => trx<DeviceTokenRow>('device_tokens');
  return {
    async register(token) {
      // A new owner gets a new id: what was on its way to the old one must not arrive here.
      const { rows } = await trx.raw(
        `insert into device_tokens as known (id, user_id, role, session_id, token, platform, created_at, registered_at)
         values (:id, :userId, :role, :sessionId, :token, :platform, :createdAt, :createdAt)
         on conflict (token) do update set
           id = case when known.user_id = excluded.user_id then known.id else excluded.id end,
           created_at = case when known.user_id = excluded.user_id then known.created_at else excluded.created_at end,
           user_id = excluded.user_id, role = excluded.role, session_id = excluded.session_id,
           platform = excluded.platform, registered_at = excluded.registered_at, is_active = true
         returning *`,
        { ...token },
      );
      return deviceTokenOf(rows[0]);
    },
    async keepNewest(userId, count) {
      const surplus = table().where({ user_id: userId }).orderBy('registered_at', 'desc').offset(count).select('id');
      await table().whereIn('id', surplus).delete();
    },
    async remove(userId, token) {
      await table().where({ user_id: userId, token }).delete();
    },
    async removeById(id) {
      await table().where({ id }).delete();
    },
    async deactivate(id) {
      await table().where({ id }).update({ is_active: false });
    },
    async removeOf(userId) {
      await table().where({ user_id: userId }).delete();
    },
    async removeOfSession({ userId, sessionId, registeredUntil }) {
      const tokens = table().where({ user_id: userId }).where('registered_at', '<=', registeredUntil);
      await (sessionId === null ? tokens : tokens.where({ session_id: sessionId })).delete();
    },
  };
}

function deviceTokenOf(row: DeviceTokenRow): DeviceToken {
  return {
    id: row.id,
    userId: row.user_id,
    role: row.role,
    sessionId: row.session_id,
    token: row.token,
    platform: row.platform,
    isActive: row.is_active,
    createdAt: row.created_at,
  };
}
