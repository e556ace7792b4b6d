import type { StaffView } from '@campus/contracts/auth-api';
import { useState } from 'react';
import { fieldErrors } from '../../api/api-error.ts';
import { useSignIn } from '../../app/portal-context.ts';
import { useLast } from '../../app/use-last.ts';
import { errorText } from '../../texts/error-text.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { texts } from '../../texts/texts.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { useConfirm } from '../../ui/confirm.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { useToast } from '../../ui/toasts.tsx';
import styles from './people.module.css';
import { isLastAdmin } from './people-rules.ts';
import { PersonAccess } from './person-access.tsx';
import { type NameAndRole, PersonFields } from './person-fields.tsx';
import { PersonPassword } from './person-password.tsx';
import { usePersonChange } from './use-people.ts';

const words = officeTexts.people;

export interface PersonSheetProps {
  /** As the list has it now; undefined: closed. */
  person: StaffView | undefined;
  people: readonly StaffView[];
  onClose(): void;
}

export function PersonSheet({ person, people, onClose }: PersonSheetProps) {
  const shown = useLast(person);
  return (
    <Dialog
      open={person !== undefined}
      onClose={onClose}
      title={shown?.name ?? ''}
      text={shown && `${shown.username} · ${texts.staff.role[shown.role]}`}
      kind="sheet"
    >
      {shown && <PersonParts key={shown.id} person={shown} isLast={isLastAdmin(shown, people)} onClose={onClose} />}
    </Dialog>
  );
}

function PersonParts({ person, isLast, onClose }: { person: StaffView; isLast: boolean; onClose(): void }) {
  const isSelf = useSignIn().person.id === person.id;
  return (
    <>
      <NameAndRoleForm {...{ person, isSelf, isLast, onClose }} />
      <section className={styles.part}>
        <h3>{words.password.section}</h3>
        <PersonPassword person={person} isSelf={isSelf} />
      </section>
      <section className={styles.part}>
        <h3>{words.access.section}</h3>
        <PersonAccess person={person} isSelf={isSelf} isLast={isLast} />
      </section>
    </>
  );
}

interface FormProps {
  person: StaffView;
  isSelf: boolean;
  isLast: boolean;
  onClose(): void;
}

function NameAndRoleForm({ person, isSelf, isLast, onClose }: FormProps) {
  const toast = useToast();
  const confirm = useConfirm();
  const save = usePersonChange(person.id);
  const [value, setValue] = useState<NameAndRole>({ name: person.name, role: person.role });
  const [fault, setFault] = useState<string>();
  const { self } = words.access;
  const submit = async () => {
    const name = value.name.trim();
    if (name === '') return setFault(words.form.missingName);
    const losesRole = isSelf && value.role !== person.role;
    if (losesRole && !(await confirm({ title: self.title, text: self.text, action: self.role, stay: self.stay })))
      return;
    const change = {
      ...(name !== person.name && { name }),
      ...(value.role !== person.role && { role: value.role }),
    };
    if (Object.keys(change).length === 0) return onClose();
    save.mutate(change, {
      onSuccess: ({ staff }) => {
        toast({ title: words.form.saved(staff.name) });
        onClose();
      },
      onError: (error) => setFault(fieldErrors(error).name),
    });
  };
  const refusal = save.error && !fault && errorText(save.error);
  return (
    <Form onSubmit={() => void submit()}>
      {isLast && <Banner tone="info">{words.access.lastAdmin}</Banner>}
      <PersonFields value={value} error={fault} isFixed={isLast} onChange={setValue} />
      {!isLast && <p className={styles.hint}>{words.form.roleHint}</p>}
      {refusal && (
        <Banner tone="danger" role="alert">
          {refusal}
        </Banner>
      )}
      <FormActions>
        <Button onClick={onClose}>{texts.common.cancel}</Button>
        <Button type="submit" variant="primary" busy={save.isPending}>
          {texts.common.save}
        </Button>
      </FormActions>
    </Form>
  );
}
