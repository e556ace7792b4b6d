import type { StaffView } from '@campus/contracts/auth-api';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { fieldErrors } from '../../api/api-error.ts';
import { errorText } from '../../texts/error-text.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { Button } from '../../ui/button.tsx';
import { useConfirm } from '../../ui/confirm.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { useToast } from '../../ui/toasts.tsx';
import { PasswordField } from './password-field.tsx';
import { isGoodPassword } from './password-rules.ts';
import styles from './people.module.css';
import { usePersonChange } from './use-people.ts';

const words = officeTexts.people.password;

/** A new password for somebody who has lost theirs, or one's own. */
export function PersonPassword({ person, isSelf }: { person: StaffView; isSelf: boolean }) {
  const toast = useToast();
  const confirm = useConfirm();
  const save = usePersonChange(person.id);
  const [password, setPassword] = useState('');
  const [fault, setFault] = useState<string>();
  const submit = async () => {
    if (!isGoodPassword(password, person.username)) return setFault(words.weak);
    if (isSelf && !(await confirm(words.own))) return;
    save.mutate(
      { password },
      {
        onSuccess: () => {
          toast({ title: words.saved(person.name) });
          setPassword('');
        },
        onError: (error) => setFault(fieldErrors(error).password ?? errorText(error)),
      },
    );
  };
  return (
    <Form onSubmit={() => void submit()} label={words.section}>
      <p className={styles.hint}>{isSelf ? words.ownText : words.text}</p>
      <PasswordField
        label={words.newLabel}
        username={person.username}
        value={password}
        error={fault}
        onChange={(next) => {
          setPassword(next);
          setFault(undefined);
        }}
      />
      <FormActions>
        <Button type="submit" icon={<KeyRound />} busy={save.isPending}>
          {words.save}
        </Button>
      </FormActions>
    </Form>
  );
}
