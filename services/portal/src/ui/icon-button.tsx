import { Button as BaseButton } from '@base-ui/react/button';
import type { ReactNode } from 'react';
import styles from './button.module.css';
import { type ButtonLook, buttonClass } from './button-class.ts';
import { classNames } from './class-names.ts';
import { Tooltip } from './tooltip.tsx';

export interface IconButtonProps extends Omit<ButtonLook, 'wide'> {
  /** What it does, for the ear and for the tooltip. */
  label: string;
  icon: ReactNode;
  onClick?(): void;
  disabled?: boolean;
}

export function IconButton({ label, icon, onClick, disabled, variant = 'quiet', size }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <BaseButton
        className={classNames(buttonClass({ variant, size }), styles.iconOnly)}
        aria-label={label}
        onClick={onClick}
        disabled={disabled}
      >
        {icon}
      </BaseButton>
    </Tooltip>
  );
}
