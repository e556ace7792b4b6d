import type { StaffView } from '@campus/contracts/auth-api';
import { UserCheck, UserX } from 'lucide-react';
import { isApiError } from '../../api/api-error.ts';
import { errorText } from '../../texts/error-text.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { useConfirm } from '../../ui/confirm.tsx';
import { useToast } from '../../ui/toasts.tsx';
import styles from './people.module.css';
import { usePersonChange } from './use-people.ts';

const words = officeTexts.people.access;

/** Whether a person may sign in, with what happens when that ends. */
export function PersonAccess({ person, isSelf, isLast }: { person: StaffView; isSelf: boolean; isLast: boolean }) {
  const { name, is_active } = person;
  const toast = useToast();
  const confirm = useConfirm();
  const change = usePersonChange(person.id);
  const question = isSelf
    ? { title: words.self.title, text: words.self.text, action: words.self.off, stay: words.self.stay }
    : { title: words.confirm(name), text: words.offText, action: words.action };
  const turn = async () => {
    if (is_active && !(await confirm(question))) return;
    change.mutate(
      { is_active: !is_active },
      { onSuccess: ({ staff }) => toast({ title: staff.is_active ? words.onDone(name) : words.offDone(name) }) },
    );
  };
  return (
    <>
      <p className={styles.hint}>{is_active ? words.offText : words.onText}</p>
      {change.error && (
        <Banner tone="danger" role="alert">
          {isApiError(change.error, 'LAST_ADMIN') ? words.lastAdmin : errorText(change.error)}
        </Banner>
      )}
      <div>
        <Button
          variant={is_active ? 'danger' : 'primary'}
          icon={is_active ? <UserX /> : <UserCheck />}
          busy={change.isPending}
          disabled={is_active && isLast}
          onClick={() => void turn()}
        >
          {is_active ? words.off : words.on}
        </Button>
      </div>
    </>
  );
}
