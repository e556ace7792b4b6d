import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { fieldErrors } from '../../api/api-error.ts';
import type { AnswerOf } from '../../api/endpoints.ts';
import { usePortal } from '../../app/portal-context.ts';
import { errorText } from '../../texts/error-text.ts';
import { texts } from '../../texts/texts.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Form } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useToast } from '../../ui/toasts.tsx';
import styles from './name-form.module.css';

const words = texts.student.profile;
const LONGEST = 100;

/** What the canteen knows about somebody: the phone, which is the account, and the name that the kitchen calls. */
export function NameForm({ user }: { user: AnswerOf<'GET /users/me'>['user'] }) {
  const { api, session } = usePortal();
  const client = useQueryClient();
  const toast = useToast();
  const [name, setName] = useState(user.name ?? '');
  const save = useMutation({
    mutationFn: () => api.call('PUT /users/me', { body: { name } }),
    onSuccess: (answer) => {
      client.setQueryData(['me'], answer.user);
      session.rename(answer.user.name ?? '');
      toast({ title: words.saved });
    },
    onError: (error) => toast({ title: errorText(error), tone: 'danger' }),
  });
  const isNew = name.trim() !== '' && name.trim() !== user.name;
  return (
    <Card title={words.details}>
      <dl className={styles.phone}>
        <dt>{words.phone}</dt>
        <dd>{user.phone}</dd>
      </dl>
      <Form onSubmit={() => isNew && save.mutate()} errors={fieldErrors(save.error)}>
        <TextField
          label={words.name}
          name="name"
          autoComplete="name"
          hint={words.nameHint}
          maxLength={LONGEST}
          value={name}
          onChange={setName}
        />
        <Button type="submit" variant="primary" busy={save.isPending} disabled={!isNew}>
          {texts.common.save}
        </Button>
      </Form>
    </Card>
  );
}
