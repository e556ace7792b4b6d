import { Ban, Hourglass } from 'lucide-react';
import { officeTexts } from '../../texts/office-texts.ts';
import { Banner } from '../../ui/banner.tsx';
import { useFormat } from '../../ui/format-context.ts';
import type { StaffOrder } from './staff-order.ts';

const words = officeTexts.orders;

/** Why an order is not where one expects it: nobody has paid, or it was cancelled. */
export function OrderNotice({ order }: { order: StaffOrder }) {
  const { moment } = useFormat();
  const { status, confirmed_at, expires_at, cancellation_reason: reason } = order;
  if (status === 'cancelled') {
    return (
      <Banner tone="danger" role="note" icon={<Ban />}>
        {words.order.cancelled((reason !== null && words.cancelledBecause[reason]) || (reason ?? words.noReason))}
      </Banner>
    );
  }
  if (confirmed_at !== null) return null;
  return (
    <Banner tone="warning" role="note" icon={<Hourglass />}>
      {expires_at === null ? words.order.unconfirmed : words.order.expires(moment(expires_at))}
    </Banner>
  );
}
