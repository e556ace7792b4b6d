import type { StaffView } from '@campus/contracts/auth-api';
import { Bike, ChefHat, ShieldCheck } from 'lucide-react';
import { officeTexts } from '../../texts/office-texts.ts';
import { texts } from '../../texts/texts.ts';
import { ChoiceGroup } from '../../ui/choice-group.tsx';
import { TextField } from '../../ui/text-field.tsx';

const words = officeTexts.people.form;
const { role: roleNames } = texts.staff;
type Role = StaffView['role'];

const ICONS = { kitchen: <ChefHat />, delivery: <Bike />, admin: <ShieldCheck /> };
const ROLES = (['kitchen', 'delivery', 'admin'] as const).map((role) => ({
  value: role,
  label: roleNames[role],
  hint: words.roles[role],
  icon: ICONS[role],
}));

export interface NameAndRole {
  name: string;
  role: Role;
}

export interface PersonFieldsProps {
  value: NameAndRole;
  onChange(value: NameAndRole): void;
  error?: string | undefined;
  /** The role has to stay as it is. */
  isFixed?: boolean;
}

export function PersonFields({ value, onChange, error, isFixed }: PersonFieldsProps) {
  return (
    <>
      <TextField
        name="name"
        label={words.name}
        hint={words.nameHint}
        value={value.name}
        error={error}
        maxLength={100}
        autoComplete="off"
        onChange={(name) => onChange({ ...value, name })}
      />
      <ChoiceGroup
        label={words.role}
        choices={ROLES.map((role) => ({ ...role, disabled: isFixed === true && role.value !== value.role }))}
        value={value.role}
        onChange={(role) => onChange({ ...value, role })}
      />
    </>
  );
}
