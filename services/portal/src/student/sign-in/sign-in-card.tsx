import { useState } from 'react';
import { texts } from '../../texts/texts.ts';
import { Card } from '../../ui/card.tsx';
import { CodeForm } from './code-form.tsx';
import { PhoneForm } from './phone-form.tsx';

/** A number, then the code that was sent to it. */
export function SignInCard() {
  const [phone, setPhone] = useState<string>();
  return (
    <Card title={texts.student.signIn.title}>
      {phone ? <CodeForm phone={phone} onBack={() => setPhone(undefined)} /> : <PhoneForm onSent={setPhone} />}
    </Card>
  );
}
