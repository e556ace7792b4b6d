import type { Role } from '@campus/contracts/values';
import { Bike, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useApi } from '../../app/portal-context.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { useConfirm } from '../../ui/confirm.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Moment } from '../../ui/moment.tsx';
import { AssignDialog } from './assign-dialog.tsx';
import { actionsOf } from './order-actions.ts';
import styles from './order-page.module.css';
import type { StaffOrder } from './staff-order.ts';
import { useOrderCommand } from './use-order-command.ts';

const words = officeTexts.orders.delivery;

/** Who brings it, how far it is, and giving it to somebody else. */
export function DeliveryCard({ order, role }: { order: StaffOrder; role: Role }) {
  const { assignment } = order;
  return (
    <Card title={words.title}>
      {assignment?.status === 'failed' && (
        <Banner tone="danger" role="note" icon={<TriangleAlert />}>
          {words.failed(assignment.failure_reason)}
        </Banner>
      )}
      {assignment ? (
        <Facts
          facts={[
            { label: words.rider, value: assignment.staff_name },
            { label: words.state, value: words.states[assignment.status] },
            { label: words.since, value: <Moment at={assignment.assigned_at} /> },
            assignment.delivered_at !== null && {
              label: words.delivered,
              value: <Moment at={assignment.delivered_at} />,
            },
          ]}
        />
      ) : (
        <p>{words.nobody}</p>
      )}
      <Assigning order={order} role={role} />
    </Card>
  );
}

function Assigning({ order, role }: { order: StaffOrder; role: Role }) {
  const [isOpen, setOpen] = useState(false);
  const { takeBack, isBusy } = useTakeBack(order);
  const may = actionsOf(order, role);
  const { actions } = officeTexts.orders;
  const assign = may.has('assign') ? actions.assign : may.has('reassign') ? actions.reassign : undefined;
  if (!assign) return null;
  return (
    <div className={styles.tools}>
      <Button variant={may.has('assign') ? 'primary' : 'secondary'} icon={<Bike />} onClick={() => setOpen(true)}>
        {assign}
      </Button>
      {may.has('unassign') && (
        <Button busy={isBusy} onClick={() => void takeBack()}>
          {actions.unassign}
        </Button>
      )}
      <AssignDialog order={order} open={isOpen} onClose={() => setOpen(false)} />
    </div>
  );
}

function useTakeBack({ id, assignment }: StaffOrder) {
  const api = useApi();
  const confirm = useConfirm();
  const { run, isBusy } = useOrderCommand();
  async function takeBack(): Promise<void> {
    const { title, text, action } = officeTexts.orders.unassigning;
    if (!(await confirm({ title, text: text(assignment?.staff_name ?? ''), action, tone: 'primary' }))) return;
    await run(
      () => api.call('DELETE /admin/orders/:id/assign-delivery', { params: { id } }),
      officeTexts.orders.done.unassigned,
    );
  }
  return { takeBack, isBusy };
}
