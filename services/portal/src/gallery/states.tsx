import { CircleAlert, CircleCheck, Info, TriangleAlert, UtensilsCrossed } from 'lucide-react';
import { ApiError } from '../api/api-error.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { LoadMore } from '../ui/load-more.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

const ICONS = { info: <Info />, success: <CircleCheck />, warning: <TriangleAlert />, danger: <CircleAlert /> };
const TONES = ['info', 'success', 'warning', 'danger'] as const;
const away = new ApiError({
  status: 503,
  code: 'SERVICE_UNAVAILABLE',
  message: '',
  requestId: 'a1b2',
  retryAfterSeconds: 5,
});

export function States() {
  return (
    <Card title="States">
      {TONES.map((tone) => (
        <Banner key={tone} tone={tone} icon={ICONS[tone]}>
          A banner that is {tone}.
        </Banner>
      ))}
      <Skeleton label="Loading" minWidth="14rem" />
      <EmptyState
        title="No dishes yet"
        hint="Add the first dish; it is on the menu at once."
        icon={<UtensilsCrossed />}
        action={<Button variant="primary">Add a dish</Button>}
      />
      <ErrorState error={away} onRetry={() => undefined} />
      <LoadMore hasMore busy={false} onMore={() => undefined} />
    </Card>
  );
}
