import { useMutation } from '@tanstack/react-query';
import { useApi } from '../../app/portal-context.ts';
import { errorText } from '../../texts/error-text.ts';
import { texts } from '../../texts/texts.ts';
import { useToast } from '../../ui/toasts.tsx';

const words = texts.board.soldOut;

interface Wish {
  id: string;
  name: string;
  isAvailable: boolean;
  until?: string | undefined;
}

/** Takes a dish off the menu, until a moment or until further notice, or puts it back. */
export function useAvailability(onDone: () => void) {
  const api = useApi();
  const toast = useToast();
  return useMutation({
    mutationFn: ({ id, isAvailable, until }: Wish) =>
      api.call('PATCH /admin/menu/items/:id/availability', {
        params: { id },
        body: { is_available: isAvailable, ...(until !== undefined && { until }) },
      }),
    onSuccess: (_answer, { name, isAvailable }) =>
      toast({ title: isAvailable ? words.returned(name) : words.taken(name) }),
    onError: (error) => toast({ title: errorText(error), tone: 'danger' }),
    onSettled: onDone,
  });
}
