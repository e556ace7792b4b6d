import type { OrderView } from '@campus/contracts/order-state';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { newKey } from '../../api/request.ts';
import { useApi } from '../../app/portal-context.ts';
import { newestOf } from '../../live/keep-newest.ts';
import { errorText } from '../../texts/error-text.ts';
import { texts } from '../../texts/texts.ts';
import { Button } from '../../ui/button.tsx';
import { useConfirm } from '../../ui/confirm.tsx';
import { useToast } from '../../ui/toasts.tsx';
import { orderKey } from './use-order.ts';

const words = texts.student.order;

export function CancelButton({ order: { id, version } }: { order: OrderView }) {
  const api = useApi();
  const client = useQueryClient();
  const confirm = useConfirm();
  const toast = useToast();
  const intention = useRef<{ version: number; key: string }>(undefined);
  const cancel = useMutation({
    mutationFn: () => {
      // The same key for the same order as the person saw it, so that a retry is a repetition.
      if (intention.current?.version !== version) intention.current = { version, key: newKey() };
      return api.call('POST /orders/:id/cancel', {
        params: { id },
        body: { version },
        idempotencyKey: intention.current.key,
      });
    },
    onSuccess: ({ order }) => {
      client.setQueryData<OrderView>(orderKey(id), (known) => newestOf(known, order));
      toast({ title: words.cancelled });
    },
    onError: (error) => {
      toast({ title: errorText(error), tone: 'danger' });
      void client.invalidateQueries({ queryKey: orderKey(id) });
    },
  });
  const ask = async () => {
    const { cancelTitle: title, cancelText: text, cancel: action, keep: stay } = words;
    if (await confirm({ title, text, action, stay, tone: 'danger' })) cancel.mutate();
  };
  return (
    <Button busy={cancel.isPending} onClick={ask}>
      {words.cancel}
    </Button>
  );
}
