import type { MismatchView } from '@campus/contracts/payments-api';
import { officeTexts } from '../../texts/office-texts.ts';
import { Facts } from '../../ui/facts.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Money } from '../../ui/money.tsx';

const words = officeTexts.payments;

/** What Razorpay's books said and what ours said at that moment. */
export function MismatchFacts({ mismatch }: { mismatch: MismatchView }) {
  return (
    <Facts
      facts={[
        { label: words.difference, value: words.mismatches[mismatch.kind] },
        { label: words.there, value: <Money rupees={mismatch.gateway_amount} /> },
        { label: words.here, value: <Money rupees={mismatch.known_amount} /> },
        { label: words.gatewayPayment, value: mismatch.gateway_payment_id },
        { label: words.found, value: <Moment at={mismatch.found_at} /> },
      ]}
    />
  );
}
