import { CircleUser, LogOut } from 'lucide-react';
import { texts } from '../texts/texts.ts';
import { buttonClass } from '../ui/button-class.ts';
import { Menu, type MenuAction } from '../ui/menu.tsx';
import styles from './account-menu.module.css';
import { usePortal, useSignIn } from './portal-context.ts';
import { signOut } from './sign-out.ts';
import { type Theme, useTheme } from './theme.ts';

const { theme: themeTexts, session: sessionTexts } = texts.common;
const THEMES: readonly { value: Theme; label: string }[] = [
  { value: 'system', label: themeTexts.system },
  { value: 'light', label: themeTexts.light },
  { value: 'dark', label: themeTexts.dark },
];

export interface AccountMenuProps {
  label: string;
  role?: string;
  /** Before the way out. */
  actions?: readonly MenuAction[];
}

/** Who is signed in, the theme, and the way out. */
export function AccountMenu({ label, role, actions = [] }: AccountMenuProps) {
  const portal = usePortal();
  const { person } = useSignIn();
  const { theme, chooseTheme } = useTheme();
  return (
    <Menu
      trigger={
        <button type="button" className={buttonClass({ variant: 'quiet' })} aria-label={label}>
          <CircleUser />
          <span className={styles.name}>{person.name ?? person.login}</span>
        </button>
      }
      head={
        <>
          <p className={styles.person}>{person.name ?? person.login}</p>
          <p className={styles.role}>{role ?? person.login}</p>
        </>
      }
      choice={{
        label: themeTexts.label,
        value: theme,
        choices: THEMES,
        onChange: (next) => chooseTheme(asTheme(next)),
      }}
      actions={[...actions, { label: sessionTexts.signOut, icon: <LogOut />, onSelect: () => void signOut(portal) }]}
    />
  );
}

function asTheme(value: string): Theme {
  return THEMES.find((choice) => choice.value === value)?.value ?? 'system';
}
