import type { OrderView } from '@campus/contracts/order-state';
import { useState } from 'react';
import { texts } from '../../texts/texts.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceGroup } from '../../ui/choice-group.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { useDeliveryStep } from './use-delivery-step.ts';

const words = texts.delivery.failure;
type Reason = keyof typeof words.reasons;
const REASONS = (Object.keys(words.reasons) as Reason[]).map((value) => ({ value, label: words.reasons[value] }));
const LONGEST = 300;

/** Why a delivery came to nothing: a tap for the usual reasons, words for the rest. */
export function FailureDialog({ order, open, onClose }: { order: OrderView; open: boolean; onClose(): void }) {
  const step = useDeliveryStep(order);
  const [reason, setReason] = useState<Reason | null>(null);
  const [details, setDetails] = useState('');
  const needsDetails = reason === 'other' && details.trim() === '';

  function report() {
    if (!reason || needsDetails) return;
    const told = [reason === 'other' ? '' : words.reasons[reason], details.trim()].filter(Boolean).join(': ');
    step.mutate({ status: 'failed', reason: told.slice(0, LONGEST) }, { onSuccess: onClose });
  }

  return (
    <Dialog open={open} onClose={onClose} title={words.title} text={words.text(order.order_number)} kind="sheet">
      <Form onSubmit={report}>
        <ChoiceGroup label={words.reason} choices={REASONS} value={reason} onChange={setReason} />
        <TextArea
          name="details"
          label={words.details}
          value={details}
          onChange={setDetails}
          maxLength={LONGEST - 60}
          hint={reason === null ? words.choose : needsDetails ? words.detailsNeeded : undefined}
        />
        <FormActions>
          <Button onClick={onClose}>{texts.common.cancel}</Button>
          <Button type="submit" variant="danger" busy={step.isPending} disabled={!reason || needsDetails}>
            {words.send}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}
