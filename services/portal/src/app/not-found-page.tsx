import { MapPinOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { texts } from '../texts/texts.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from '../ui/page.tsx';

const { notFound } = texts.common;

export function NotFoundPage({ action }: { action: ReactNode }) {
  return (
    <Page title={notFound.title} width="narrow">
      <EmptyState title={notFound.title} hint={notFound.hint} icon={<MapPinOff />} action={action} />
    </Page>
  );
}
