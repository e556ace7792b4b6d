import { useQuery } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import { useApi, usePortal } from '../../app/portal-context.ts';
import { signOut } from '../../app/sign-out.ts';
import { texts } from '../../texts/texts.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { DeleteAccount } from './delete-account.tsx';
import { NameForm } from './name-form.tsx';

const words = texts.student.profile;

export function AccountPage() {
  const api = useApi();
  const portal = usePortal();
  const { data, error, refetch } = useQuery({
    queryKey: ['me'],
    queryFn: async ({ signal }) => (await api.call('GET /users/me', { signal })).user,
  });
  return (
    <Page title={words.title} width="narrow">
      {!data && error && <ErrorState error={error} onRetry={refetch} />}
      {!data && !error && <Skeleton label={words.loading} count={1} height="14rem" />}
      {data && <NameForm key={data.name} user={data} />}
      <Card title={words.signOutTitle}>
        <p>{words.signOutText}</p>
        <div>
          <Button icon={<LogOut />} onClick={() => void signOut(portal)}>
            {texts.common.session.signOut}
          </Button>
        </div>
      </Card>
      <DeleteAccount />
    </Page>
  );
}
