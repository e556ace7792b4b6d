import { useMutation } from '@tanstack/react-query';
import { CircleAlert, Info } from 'lucide-react';
import { useId, useState } from 'react';
import { OfflineNotice } from '../../app/offline-notice.tsx';
import { usePortal, useSessionState } from '../../app/portal-context.ts';
import { errorText } from '../../texts/error-text.ts';
import { texts } from '../../texts/texts.ts';
import { Banner } from '../../ui/banner.tsx';
import { Brand } from '../../ui/brand.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Form } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './sign-in-page.module.css';

const words = texts.staff.signIn;

export function SignInPage() {
  return (
    <main className={styles.page}>
      <title>{words.title}</title>
      <Brand name={texts.staff.product} />
      <Card>
        <header>
          <h1 className={styles.title}>{words.title}</h1>
          <p className={styles.hint}>{words.hint}</p>
        </header>
        <OfflineNotice />
        <WhyHere />
        <SignInForm />
      </Card>
      <a className={styles.other} href="/">
        {words.student}
      </a>
    </main>
  );
}

function WhyHere() {
  const { ended } = useSessionState();
  if (!ended) return null;
  return (
    <Banner tone="info" icon={<Info />}>
      {ended === 'refused' ? texts.common.session.ended : texts.common.session.signedOut}
    </Banner>
  );
}

function SignInForm() {
  const { api, session } = usePortal();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const failureId = useId();
  const signIn = useMutation({
    mutationFn: () => api.call('POST /admin/auth/login', { body: { username, password } }),
    onSuccess: ({ staff, ...pair }) => session.begin(pair, { ...staff, login: staff.username }),
    onError: () => setPassword(''),
  });
  return (
    <Form label={words.title} onSubmit={() => signIn.mutate()}>
      <TextField
        label={words.username}
        name="username"
        value={username}
        onChange={setUsername}
        autoComplete="username"
        required
      />
      <TextField
        label={words.password}
        name="password"
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        required
      />
      {signIn.error && (
        <div id={failureId}>
          <Banner tone="danger" icon={<CircleAlert />} role="alert">
            {errorText(signIn.error)}
          </Banner>
        </div>
      )}
      <Button type="submit" variant="primary" size="large" wide busy={signIn.isPending}>
        {words.submit}
      </Button>
    </Form>
  );
}
