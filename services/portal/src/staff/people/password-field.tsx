import { Check, Circle, Dices } from 'lucide-react';
import { useState } from 'react';
import { officeTexts } from '../../texts/office-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { type PasswordRule, passwordRules, suggestedPassword } from './password-rules.ts';
import styles from './people.module.css';

const words = officeTexts.people.password;
const RULES: readonly PasswordRule[] = ['length', 'bytes', 'name'];

export interface PasswordFieldProps {
  label: string;
  username: string;
  value: string;
  onChange(password: string): void;
  error?: string | undefined;
}

/** A new password with its rules in sight, each ticked off as it is met. */
export function PasswordField({ label, username, value, onChange, error }: PasswordFieldProps) {
  const [isShown, show] = useState(false);
  const rules = passwordRules(value, username);
  const suggest = () => {
    onChange(suggestedPassword());
    show(true);
  };
  return (
    <div className={styles.password}>
      <TextField
        name="password"
        label={label}
        type={isShown ? 'text' : 'password'}
        autoComplete="new-password"
        value={value}
        error={error}
        onChange={onChange}
      />
      <ul className={styles.rules} aria-label={words.rules}>
        {RULES.map((rule) => {
          const isMet = value !== '' && rules[rule];
          return (
            <li key={rule} data-met={isMet || undefined}>
              {isMet ? <Check aria-hidden="true" /> : <Circle aria-hidden="true" />}
              <span>{words.rule[rule]}</span>
              <VisuallyHidden>{isMet ? words.met : words.unmet}</VisuallyHidden>
            </li>
          );
        })}
      </ul>
      <div className={styles.passwordTools}>
        <Checkbox label={words.show} checked={isShown} onChange={show} />
        <Button icon={<Dices />} onClick={suggest}>
          {words.generate}
        </Button>
      </div>
    </div>
  );
}
