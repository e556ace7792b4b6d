import {
  type DeviceTokenView,
  deviceTokenAnswer,
  registerDeviceTokenBody,
  removeDeviceTokenBody,
} from '@campus/contracts/notifications-api';
import { del, post, type Route } from '@campus/http/routes';
import { registerDeviceToken } from '../use-cases/register-device-token.ts';
import type { DeviceToken, Transact } from '../use-cases/work.ts';

export function deviceTokenRoutes(transact: Transact): Route[] {
  return [
    post(
      '/api/v1/users/device-token',
      {
        may: 'signed-in',
        summary: 'Register a device for pushes',
        body: registerDeviceTokenBody,
        answer: deviceTokenAnswer,
        status: 201,
      },
      async ({ body, caller }) => {
        const { id: userId, role, sessionId } = caller;
        const registered = await transact((work) => registerDeviceToken(work, { ...body, userId, role, sessionId }));
        return { device_token: viewOf(registered) };
      },
    ),
    del(
      '/api/v1/users/device-token',
      { may: 'signed-in', summary: 'Send no more pushes to a device', body: removeDeviceTokenBody },
      async ({ body, caller }) => {
        await transact((work) => work.deviceTokens.remove(caller.id, body.token));
      },
    ),
  ];
}

function viewOf({ id, userId, role, token, platform, isActive, createdAt }: DeviceToken): DeviceTokenView {
  return { id, user_id: userId, role, token, platform, is_active: isActive, created_at: createdAt.toISOString() };
}
