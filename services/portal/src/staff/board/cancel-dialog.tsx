import type { OrderView } from '@campus/contracts/order-state';
import { useState } from 'react';
import { useApi } from '../../app/portal-context.ts';
import { texts } from '../../texts/texts.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceGroup } from '../../ui/choice-group.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { useOrderCommand } from './use-order-command.ts';

const words = texts.board.cancel;
type Reason = keyof typeof words.reasons;
const REASONS = (Object.keys(words.reasons) as Reason[]).map((value) => ({ value, label: words.reasons[value] }));

/** Cancelling takes a reason: the customer reads it. */
export function CancelDialog({ order, open, onClose }: { order: OrderView; open: boolean; onClose(): void }) {
  const api = useApi();
  const run = useOrderCommand();
  const [reason, setReason] = useState<Reason | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function cancel() {
    if (!reason) return;
    setBusy(true);
    const body = { status: 'cancelled' as const, reason, version: order.version };
    const worked = await run(
      () => api.call('PATCH /admin/orders/:id/status', { params: { id: order.id }, body }),
      () => texts.board.done.cancelled(order.order_number),
    );
    setBusy(false);
    if (worked) onClose();
  }

  return (
    <Dialog open={open} onClose={onClose} title={words.title(order.order_number)} text={words.text}>
      <Form onSubmit={() => void cancel()}>
        <ChoiceGroup label={words.reason} choices={REASONS} value={reason} onChange={setReason} />
        <FormActions>
          <Button onClick={onClose}>{words.keep}</Button>
          <Button type="submit" variant="danger" busy={isBusy} disabled={!reason}>
            {words.action}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}
