import { Toast } from '@base-ui/react/toast';
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { texts } from '../texts/texts.ts';
import { classNames } from './class-names.ts';
import styles from './toasts.module.css';

export type ToastTone = 'success' | 'danger' | 'info';

export interface Notice {
  title: string;
  text?: string;
  tone?: ToastTone;
  action?: { label: string; onClick(): void };
}

const ICONS = { success: <CircleCheck />, danger: <CircleAlert />, info: <Info /> };
const STAYS_MS = { success: 5_000, info: 6_000, danger: 12_000 };

/** Says that something has happened elsewhere than where the person looks; read aloud too. */
export function useToast(): (notice: Notice) => void {
  const { add } = Toast.useToastManager();
  return ({ title, text, tone = 'success', action }) =>
    void add({
      title,
      description: text,
      type: tone,
      timeout: STAYS_MS[tone],
      ...(action && { actionProps: { children: action.label, onClick: action.onClick } }),
    });
}

export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider limit={3}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className={styles.viewport}>
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => {
    const tone = (toast.type ?? 'info') as ToastTone;
    return (
      <Toast.Root key={toast.id} toast={toast} className={classNames(styles.toast, styles[tone])}>
        <Toast.Content className={styles.content}>
          <span className={styles.icon}>{ICONS[tone]}</span>
          <div className={styles.words}>
            <Toast.Title className={styles.title} />
            <Toast.Description className={styles.text} />
          </div>
          {toast.actionProps && <Toast.Action className={styles.action} />}
          <Toast.Close className={styles.close} aria-label={texts.common.close}>
            <X />
          </Toast.Close>
        </Toast.Content>
      </Toast.Root>
    );
  });
}
