import { useState } from 'react';
import { fieldErrors, isApiError } from '../../api/api-error.ts';
import { errorText } from '../../texts/error-text.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { texts } from '../../texts/texts.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Form, FormActions } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useToast } from '../../ui/toasts.tsx';
import { PasswordField } from './password-field.tsx';
import { isGoodPassword } from './password-rules.ts';
import { PersonFields } from './person-fields.tsx';
import { type NewPerson, useAddPerson } from './use-people.ts';

const words = officeTexts.people;
const EMPTY: NewPerson = { username: '', name: '', role: 'kitchen', password: '' };
const USERNAME = /^[\p{L}\p{N}._@+-]{1,50}$/u;

type Faults = Partial<Record<string, string>>;

export function NewPersonForm({ onDone }: { onDone(): void }) {
  const toast = useToast();
  const add = useAddPerson();
  const [person, setPerson] = useState(EMPTY);
  const [faults, setFaults] = useState<Faults>({});
  const change = (part: Partial<NewPerson>) => {
    setPerson({ ...person, ...part });
    setFaults({});
  };
  const submit = () => {
    const found = faultsOf(person);
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    add.mutate(person, {
      onSuccess: ({ staff }) => {
        toast({ title: words.form.created(staff.name) });
        onDone();
      },
      onError: (error) => setFaults(refusalsOf(error)),
    });
  };
  return (
    <Form onSubmit={submit}>
      <PersonFields value={person} error={faults.name} onChange={change} />
      <TextField
        name="username"
        label={words.form.username}
        hint={words.form.usernameHint}
        value={person.username}
        error={faults.username}
        maxLength={50}
        autoComplete="off"
        onChange={(username) => change({ username })}
      />
      <PasswordField
        label={words.password.label}
        username={person.username}
        value={person.password}
        error={faults.password}
        onChange={(password) => change({ password })}
      />
      {faults.form && (
        <Banner tone="danger" role="alert">
          {faults.form}
        </Banner>
      )}
      <FormActions>
        <Button onClick={onDone}>{texts.common.cancel}</Button>
        <Button type="submit" variant="primary" busy={add.isPending}>
          {words.form.createIt}
        </Button>
      </FormActions>
    </Form>
  );
}

function faultsOf({ name, username, password }: NewPerson): Faults {
  return {
    ...(name.trim() === '' && { name: words.form.missingName }),
    ...(!USERNAME.test(username.trim()) && { username: words.form.missingUsername }),
    ...(!isGoodPassword(password, username) && { password: words.password.weak }),
  };
}

function refusalsOf(error: unknown): Faults {
  if (isApiError(error, 'ALREADY_EXISTS')) return { username: words.form.taken };
  const known = fieldErrors(error);
  return Object.keys(known).length > 0 ? known : { form: errorText(error) };
}
