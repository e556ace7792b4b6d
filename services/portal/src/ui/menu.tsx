import { Menu as BaseMenu } from '@base-ui/react/menu';
import type { ReactElement, ReactNode } from 'react';
import styles from './menu.module.css';

export interface MenuAction {
  label: string;
  icon?: ReactNode;
  onSelect(): void;
  tone?: 'danger';
  disabled?: boolean;
}

export interface MenuProps {
  /** The button that opens it, with its own label. */
  trigger: ReactElement;
  actions: readonly MenuAction[];
  /** Something to read above the actions. */
  head?: ReactNode;
  /** One of several, like the theme. */
  choice?: MenuChoice;
}

export interface MenuChoice {
  label: string;
  value: string;
  choices: readonly { value: string; label: string }[];
  onChange(value: string): void;
}

export function Menu({ trigger, actions, head, choice }: MenuProps) {
  return (
    <BaseMenu.Root>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner className={styles.positioner} sideOffset={6} align="end">
          <BaseMenu.Popup className={styles.popup}>
            {head && <div className={styles.head}>{head}</div>}
            {choice && <Choices {...choice} />}
            {actions.map(({ label, icon, onSelect, tone, disabled }) => (
              <BaseMenu.Item
                key={label}
                className={styles.item}
                data-tone={tone}
                disabled={disabled}
                onClick={onSelect}
              >
                {icon}
                {label}
              </BaseMenu.Item>
            ))}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

function Choices({ label, value, choices, onChange }: MenuChoice) {
  return (
    <BaseMenu.Group className={styles.group}>
      <BaseMenu.GroupLabel className={styles.groupLabel}>{label}</BaseMenu.GroupLabel>
      <BaseMenu.RadioGroup value={value} onValueChange={onChange}>
        {choices.map((choice) => (
          <BaseMenu.RadioItem key={choice.value} value={choice.value} className={styles.item}>
            <span className={styles.mark}>
              <BaseMenu.RadioItemIndicator className={styles.dot} />
            </span>
            {choice.label}
          </BaseMenu.RadioItem>
        ))}
      </BaseMenu.RadioGroup>
    </BaseMenu.Group>
  );
}
