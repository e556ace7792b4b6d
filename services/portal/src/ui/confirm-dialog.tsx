import { AlertDialog } from '@base-ui/react/alert-dialog';
import { texts } from '../texts/texts.ts';
import { Button } from './button.tsx';
import styles from './dialog.module.css';
import { FormActions } from './form.tsx';
import type { Question } from './question.ts';

export interface ConfirmDialogProps {
  question: Question;
  open: boolean;
  onSettle(yes: boolean): void;
}

export function ConfirmDialog({ question, open, onSettle }: ConfirmDialogProps) {
  const { title, text, action, stay = texts.common.cancel, tone = 'danger' } = question;
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => !next && onSettle(false)}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={styles.backdrop} />
        <AlertDialog.Viewport className={styles.viewport}>
          <AlertDialog.Popup className={styles.popup}>
            <AlertDialog.Title className={styles.title}>{title}</AlertDialog.Title>
            <AlertDialog.Description className={styles.text}>{text}</AlertDialog.Description>
            <FormActions>
              <Button onClick={() => onSettle(false)}>{stay}</Button>
              <Button variant={tone} onClick={() => onSettle(true)}>
                {action}
              </Button>
            </FormActions>
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
