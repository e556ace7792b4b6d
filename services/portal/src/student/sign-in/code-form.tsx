import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { isApiError } from '../../api/api-error.ts';
import { usePortal } from '../../app/portal-context.ts';
import { errorText } from '../../texts/error-text.ts';
import { texts } from '../../texts/texts.ts';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { OtpField } from '../../ui/otp-field.tsx';
import { useWait } from './use-wait.ts';

const words = texts.student.signIn;
const LENGTH = 6;
const RESEND_SECONDS = 30;

export function CodeForm({ phone, onBack }: { phone: string; onBack(): void }) {
  const { api, session } = usePortal();
  const [otp, setOtp] = useState('');
  const [fault, setFault] = useState<string>();
  const { seconds, wait } = useWait(RESEND_SECONDS);
  const onError = (error: Error) => {
    setOtp('');
    if (isApiError(error, 'RATE_LIMITED')) wait(error.retryAfterSeconds ?? RESEND_SECONDS);
    setFault(errorText(error));
  };
  const verify = useMutation({
    mutationFn: (code: string) => api.call('POST /auth/verify-otp', { body: { phone, otp: code } }),
    onSuccess: ({ user, ...tokens }) =>
      session.begin(tokens, { id: user.id, role: 'consumer', name: user.name, login: user.phone }),
    onError,
  });
  const resend = useMutation({
    mutationFn: () => api.call('POST /auth/request-otp', { body: { phone } }),
    onSuccess: () => {
      setFault(undefined);
      wait(RESEND_SECONDS);
    },
    onError,
  });
  return (
    <Form onSubmit={() => otp.length === LENGTH && verify.mutate(otp)}>
      <p>{words.sentTo(phone)}</p>
      <OtpField
        label={words.code}
        name="otp"
        length={LENGTH}
        value={otp}
        onChange={setOtp}
        onComplete={(code) => verify.mutate(code)}
        error={fault}
      />
      <Button type="submit" variant="primary" size="large" wide busy={verify.isPending}>
        {words.enter}
      </Button>
      <Button onClick={() => resend.mutate()} busy={resend.isPending} disabled={seconds > 0}>
        {seconds > 0 ? words.againIn(seconds) : words.again}
      </Button>
      <Button variant="quiet" onClick={onBack}>
        {words.otherPhone}
      </Button>
    </Form>
  );
}
