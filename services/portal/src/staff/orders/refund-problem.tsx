import { CircleAlert } from 'lucide-react';
import { fieldErrors, isApiError } from '../../api/api-error.ts';
import { errorText } from '../../texts/error-text.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { Banner } from '../../ui/banner.tsx';
import type { Refunding } from './use-refund.ts';

/** Why the refund was not made, or that nobody knows; what concerns the amount is said beside it. */
export function RefundProblem({ refunding: { error, isUnknown, isBusy } }: { refunding: Refunding }) {
  if (isUnknown && !isBusy) {
    return (
      <Banner tone="warning" role="alert" icon={<CircleAlert />}>
        {officeTexts.orders.refund.unknown}
      </Banner>
    );
  }
  const isSaidBeside = isApiError(error, 'REFUND_EXCEEDS_PAYMENT') || fieldErrors(error).amount !== undefined;
  if (!error || isSaidBeside) return null;
  return (
    <Banner tone="danger" role="alert" icon={<CircleAlert />}>
      {errorText(error)}
    </Banner>
  );
}
