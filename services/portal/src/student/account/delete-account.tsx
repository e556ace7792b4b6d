import { useMutation } from '@tanstack/react-query';
import { usePortal } from '../../app/portal-context.ts';
import { errorText } from '../../texts/error-text.ts';
import { texts } from '../../texts/texts.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { useConfirm } from '../../ui/confirm.tsx';
import { useToast } from '../../ui/toasts.tsx';
import { openOrders } from './open-orders.ts';

const words = texts.student.profile;
const MOST = 50;

/** Erases the account, after saying what becomes of the orders that are under way. */
export function DeleteAccount() {
  const { api, session } = usePortal();
  const confirm = useConfirm();
  const toast = useToast();
  const erase = useMutation({
    mutationFn: async () => {
      const { orders } = await api.call('GET /orders', { query: { limit: MOST } });
      const { unpaid, going } = openOrders(orders);
      const text = [
        unpaid.length > 0 && words.deleteUnpaid(unpaid.join(', ')),
        going.length > 0 && words.deleteGoing(going.join(', ')),
        unpaid.length + going.length === 0 && words.deleteNoOrders,
        words.deleteText,
      ];
      const question = { title: words.deleteTitle, text: text.filter(Boolean).join(' '), action: words.deleteAction };
      if (!(await confirm({ ...question, stay: words.deleteStay, tone: 'danger' }))) return false;
      await api.call('DELETE /users/me');
      return true;
    },
    onSuccess: (isGone) => {
      if (!isGone) return;
      session.end('signed-out');
      toast({ title: words.deleted });
    },
    onError: (error) => toast({ title: errorText(error), tone: 'danger' }),
  });
  return (
    <Card title={words.deleteAction}>
      <p>{words.deleteHint}</p>
      <div>
        <Button busy={erase.isPending} onClick={() => erase.mutate()}>
          {words.deleteAction}
        </Button>
      </div>
    </Card>
  );
}
