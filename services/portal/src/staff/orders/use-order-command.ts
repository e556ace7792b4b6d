import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isApiError } from '../../api/api-error.ts';
import { errorText } from '../../texts/error-text.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { useToast } from '../../ui/toasts.tsx';

/** Runs a command on an order, one at a time, and says what came of it. Resolves to whether it worked. */
export function useOrderCommand() {
  const client = useQueryClient();
  const toast = useToast();
  const [isBusy, setBusy] = useState(false);
  async function run(command: () => Promise<unknown>, done: string): Promise<boolean> {
    setBusy(true);
    try {
      await command();
      toast({ title: done });
      return true;
    } catch (error) {
      const isRace = isApiError(error, 'VERSION_CONFLICT', 'INVALID_TRANSITION');
      toast({ title: isRace ? officeTexts.orders.changed : errorText(error), tone: isRace ? 'info' : 'danger' });
      return false;
    } finally {
      setBusy(false);
      // Worked, refused or no answer: only the server knows how the order stands now.
      await client.invalidateQueries({ queryKey: ['orders'] });
    }
  }
  return { run, isBusy };
}
