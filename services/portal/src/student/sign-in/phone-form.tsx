import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { isApiError } from '../../api/api-error.ts';
import { useApi } from '../../app/portal-context.ts';
import { errorText } from '../../texts/error-text.ts';
import { texts } from '../../texts/texts.ts';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { phoneFrom } from './phone-number.ts';
import { useWait } from './use-wait.ts';

const words = texts.student.signIn;

export function PhoneForm({ onSent }: { onSent(phone: string): void }) {
  const api = useApi();
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<string>();
  const { seconds, wait } = useWait();
  const { mutate, isPending } = useMutation({
    mutationFn: (phone: string) => api.call('POST /auth/request-otp', { body: { phone } }),
    onSuccess: (_, phone) => onSent(phone),
    onError: (error) => {
      if (isApiError(error, 'RATE_LIMITED')) wait(error.retryAfterSeconds ?? 30);
      setFault(isApiError(error, 'VALIDATION_ERROR') ? words.phoneWrong : errorText(error));
    },
  });
  const submit = () => {
    const phone = phoneFrom(typed);
    setFault(phone ? undefined : words.phoneWrong);
    if (phone) mutate(phone);
  };
  return (
    <Form onSubmit={submit}>
      <TextField
        label={words.phone}
        name="phone"
        type="tel"
        autoComplete="tel"
        inputMode="tel"
        hint={words.phoneHint}
        error={seconds > 0 ? words.waitSeconds(seconds) : fault}
        value={typed}
        onChange={setTyped}
      />
      <Button type="submit" variant="primary" size="large" wide busy={isPending} disabled={seconds > 0}>
        {words.send}
      </Button>
    </Form>
  );
}
