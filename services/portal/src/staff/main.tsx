import { RouterProvider } from '@tanstack/react-router';
import { createApi } from '../api/api.ts';
import { mount } from '../app/mount.tsx';
import { PortalProviders } from '../app/portal-providers.tsx';
import { readPortalSettings } from '../app/portal-settings.ts';
import { createQueryClient } from '../app/query-client.ts';
import { openSession } from '../session/open-session.ts';
import { tabVault } from '../session/tab-vault.ts';
import { createStaffRouter } from './staff-router.tsx';

await mount(async () => {
  const [settings, session] = await Promise.all([readPortalSettings(), openSession(tabVault('campus-staff'))]);
  const api = createApi(session);
  const queryClient = createQueryClient();
  const router = createStaffRouter({ session });
  // Signing in or out, here or in another tab, decides anew which page may be shown.
  session.subscribe(() => void router.invalidate());
  return (
    <PortalProviders {...{ api, session, settings, queryClient }}>
      <RouterProvider router={router} />
    </PortalProviders>
  );
});
