import { CloudAlert } from 'lucide-react';
import { texts } from '../texts/texts.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from '../ui/page.tsx';

const { crash, reload } = texts.common;

/** A mistake of ours, or a part of the page that did not arrive: after an update old parts are gone, and a reload brings the new ones. */
export function CrashPage() {
  return (
    <Page title={crash.title} width="narrow">
      <EmptyState
        title={crash.title}
        hint={crash.hint}
        icon={<CloudAlert />}
        action={
          <Button variant="primary" onClick={() => location.reload()}>
            {reload}
          </Button>
        }
      />
    </Page>
  );
}
