import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { texts } from '../texts/texts.ts';
import styles from './dialog.module.css';
import { IconButton } from './icon-button.tsx';

export interface DialogProps {
  open: boolean;
  onClose(): void;
  title: string;
  /** One sentence under the title. */
  text?: string;
  children: ReactNode;
  /** `sheet` comes from the side, or from below on a phone: for details beside a list. */
  kind?: 'dialog' | 'sheet';
}

export function Dialog({ open, onClose, title, text, children, kind = 'dialog' }: DialogProps) {
  return (
    <BaseDialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={styles.backdrop} />
        <BaseDialog.Viewport className={styles.viewport} data-kind={kind}>
          <BaseDialog.Popup className={styles.popup} data-kind={kind}>
            <header className={styles.head}>
              <BaseDialog.Title className={styles.title}>{title}</BaseDialog.Title>
              <IconButton label={texts.common.close} icon={<X />} onClick={onClose} />
            </header>
            {text && <BaseDialog.Description className={styles.text}>{text}</BaseDialog.Description>}
            <div className={styles.body}>{children}</div>
          </BaseDialog.Popup>
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
