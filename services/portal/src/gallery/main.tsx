import { QueryClient } from '@tanstack/react-query';
import { createApi } from '../api/api.ts';
import { mount } from '../app/mount.tsx';
import { PortalProviders } from '../app/portal-providers.tsx';
import { openSession } from '../session/open-session.ts';
import { tabVault } from '../session/tab-vault.ts';
import { Gallery } from './gallery.tsx';

await mount(async () => {
  const session = await openSession(tabVault('campus-gallery'));
  const settings = { time_zone: 'Asia/Kolkata', checkout: { kind: 'sandbox', url: 'about:blank' } } as const;
  return (
    <PortalProviders api={createApi(session)} session={session} settings={settings} queryClient={new QueryClient()}>
      <Gallery />
    </PortalProviders>
  );
});
