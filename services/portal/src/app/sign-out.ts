import type { Portal } from './portal-context.ts';

/** Ends the session for good. Offline too: then its tokens end by themselves, and this device has forgotten them. */
export async function signOut({ api, session }: Pick<Portal, 'api' | 'session'>): Promise<void> {
  try {
    await api.call('POST /auth/logout');
  } catch {
    // Refused or unreachable: either way there is nothing more that this device can do.
  }
  session.end('signed-out');
}
