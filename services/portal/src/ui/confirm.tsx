import { createContext, lazy, type ReactNode, Suspense, use, useState } from 'react';
import type { Question } from './question.ts';

type Confirm = (question: Question) => Promise<boolean>;

const ConfirmContext = createContext<Confirm>(() => Promise.resolve(false));

/** Asks before something that cannot be taken back: `if (await confirm({ … })) …`. */
export function useConfirm(): Confirm {
  return use(ConfirmContext);
}

// Rarely needed, so not a part of the first load.
const ConfirmDialog = lazy(async () => ({ default: (await import('./confirm-dialog.tsx')).ConfirmDialog }));

interface Pending extends Question {
  answer(yes: boolean): void;
}

export function ConfirmProvider({ children }: { children: ReactNode }) {
  const [pending, setPending] = useState<Pending>();
  const [open, setOpen] = useState(false);
  const confirm: Confirm = (question) =>
    new Promise((answer) => {
      setPending({ ...question, answer });
      setOpen(true);
    });
  const settle = (yes: boolean) => {
    pending?.answer(yes);
    setOpen(false);
  };
  return (
    <ConfirmContext value={confirm}>
      {children}
      <Suspense>{pending && <ConfirmDialog question={pending} open={open} onSettle={settle} />}</Suspense>
    </ConfirmContext>
  );
}
