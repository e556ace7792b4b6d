import { RouterProvider } from '@tanstack/react-router';
import { createApi } from '../api/api.ts';
import { mount } from '../app/mount.tsx';
import { PortalProviders } from '../app/portal-providers.tsx';
import { readPortalSettings } from '../app/portal-settings.ts';
import { createQueryClient } from '../app/query-client.ts';
import { lastingVault } from '../session/lasting-vault.ts';
import { openSession } from '../session/open-session.ts';
import { cart } from './cart/cart.ts';
import { createStudentRouter } from './student-router.tsx';

await mount(async () => {
  const [settings, session] = await Promise.all([readPortalSettings(), openSession(lastingVault('campus-student'))]);
  const api = createApi(session);
  const queryClient = createQueryClient();
  const router = createStudentRouter({ session });
  session.subscribe(() => {
    // A phone may change hands: the next person finds nothing of the one before.
    if (!session.state().signIn)
      queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'restaurant' });
    if (session.state().ended === 'signed-out') cart.replace([]);
    void router.invalidate();
  });
  return (
    <PortalProviders {...{ api, session, settings, queryClient }}>
      <RouterProvider router={router} />
    </PortalProviders>
  );
});
