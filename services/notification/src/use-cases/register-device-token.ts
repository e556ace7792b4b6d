import { unauthenticated } from '@campus/errors/app-error';
import type { DeviceToken, Work } from './work.ts';

export type RegisterDeviceToken = Pick<DeviceToken, 'userId' | 'role' | 'sessionId' | 'token' | 'platform'>;

const MOST_DEVICES = 20;

/** The device is told what its owner is told, from now on. A closed account's last access token opens nothing here. */
export async function registerDeviceToken(work: Work, command: RegisterDeviceToken): Promise<DeviceToken> {
  if (await work.people.isBarred(command.userId)) throw unauthenticated('This account is closed.');
  const registered = await work.deviceTokens.register({
    ...command,
    id: work.newId(),
    isActive: true,
    createdAt: work.now,
  });
  await work.deviceTokens.keepNewest(command.userId, MOST_DEVICES);
  return registered;
}
