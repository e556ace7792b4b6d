import { AlertDialog } from '@base-ui/react/alert-dialog';
import { createContext, type ReactNode, use, useState } from 'react';
import { texts } from '../texts/texts.ts';
import { Button } from './button.tsx';
import styles from './dialog.module.css';
import { FormActions } from './form.tsx';

export interface Question {
  title: string;
  /** What will happen, and whether it can be undone. */
  text: string;
  /** The verb of the button: "Cancel order", not "OK". */
  action: string;
  /** The way out, when "Cancel" could be misread. */
  stay?: string;
  tone?: 'danger' | 'primary';
}

type Confirm = (question: Question) => Promise<boolean>;

const ConfirmContext = createContext<Confirm>(() => Promise.resolve(false));

/** Asks before something that cannot be taken back: `if (await confirm({ … })) …`. */
export function useConfirm(): Confirm {
  return use(ConfirmContext);
}

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
      <AlertDialog.Root open={open} onOpenChange={(next) => !next && settle(false)}>
        <AlertDialog.Portal>
          <AlertDialog.Backdrop className={styles.backdrop} />
          <AlertDialog.Viewport className={styles.viewport}>
            <AlertDialog.Popup className={styles.popup}>
              {pending && <Asked {...pending} onSettle={settle} />}
            </AlertDialog.Popup>
          </AlertDialog.Viewport>
        </AlertDialog.Portal>
      </AlertDialog.Root>
    </ConfirmContext>
  );
}

function Asked({ title, text, action, stay, tone = 'danger', onSettle }: Question & { onSettle(yes: boolean): void }) {
  return (
    <>
      <AlertDialog.Title className={styles.title}>{title}</AlertDialog.Title>
      <AlertDialog.Description className={styles.text}>{text}</AlertDialog.Description>
      <FormActions>
        <Button onClick={() => onSettle(false)}>{stay ?? texts.common.cancel}</Button>
        <Button variant={tone} onClick={() => onSettle(true)}>
          {action}
        </Button>
      </FormActions>
    </>
  );
}
