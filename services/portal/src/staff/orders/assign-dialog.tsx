import { useState } from 'react';
import { newKey } from '../../api/request.ts';
import { useApi } from '../../app/portal-context.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { texts } from '../../texts/texts.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceGroup } from '../../ui/choice-group.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { StaffOrder } from './staff-order.ts';
import { useOrderCommand } from './use-order-command.ts';
import { useRiders } from './use-riders.ts';

const words = officeTexts.orders.assign;

interface AssignDialogProps {
  order: StaffOrder;
  open: boolean;
  onClose(): void;
}

/** One of those who deliver today; how much each has to do already helps to choose. */
export function AssignDialog({ order, open, onClose }: AssignDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={words.title} text={words.text}>
      <Riders order={order} onClose={onClose} />
    </Dialog>
  );
}

function Riders({ order, onClose }: Omit<AssignDialogProps, 'open'>) {
  const { riders, error, refetch } = useRiders();
  const assign = useAssign(order);
  const [chosen, setChosen] = useState<string | null>(null);
  const holder = order.assignment?.status === 'assigned' ? order.assignment.staff_id : undefined;
  const rider = riders?.find(({ id }) => id === chosen);

  async function submit() {
    if (rider && (await assign.to(rider))) onClose();
  }
  if (!riders) {
    return error ? <ErrorState error={error} onRetry={refetch} /> : <Skeleton label={words.loading} count={2} />;
  }
  if (riders.length === 0) return <EmptyState {...words.none} />;
  return (
    <Form onSubmit={() => void submit()}>
      <ChoiceGroup
        label={words.riders}
        choices={riders.map(({ id, name, jobs }) => ({
          value: id,
          label: name,
          hint: id === holder ? words.current : words.jobs(jobs),
          disabled: id === holder,
        }))}
        value={chosen}
        onChange={setChosen}
      />
      <FormActions>
        <Button onClick={onClose}>{texts.common.cancel}</Button>
        <Button type="submit" variant="primary" busy={assign.isBusy} disabled={!rider}>
          {words.action}
        </Button>
      </FormActions>
    </Form>
  );
}

function useAssign({ id }: StaffOrder) {
  const api = useApi();
  const { run, isBusy } = useOrderCommand();
  // One intention per opened dialog and rider: pressing again after a lost answer is the same assignment.
  const [key] = useState(newKey);
  const to = ({ id: staff_id, name }: { id: string; name: string }) =>
    run(
      () =>
        api.call('POST /admin/orders/:id/assign-delivery', {
          params: { id },
          body: { staff_id },
          idempotencyKey: `${key}-${staff_id}`,
        }),
      officeTexts.orders.done.assigned(name),
    );
  return { to, isBusy };
}
