import { useState } from 'react';
import type { Setting } from '../../api/admin-endpoints.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { rupeesFrom, rupeesText } from '../../texts/rupees-text.ts';
import { texts } from '../../texts/texts.ts';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { useFormat } from '../../ui/format-context.ts';
import { TextField } from '../../ui/text-field.tsx';
import type { SettingKind } from './setting-kinds.ts';
import { settingRefusal } from './setting-refusal.ts';
import styles from './settings.module.css';
import { useSettingChange } from './use-settings.ts';

const words = officeTexts.settings;

export interface NumberEditorProps {
  setting: Setting;
  kind: Extract<SettingKind, { kind: 'number' | 'amount' }>;
}

/** A number or an amount with its unit; saved by its own button, so that nobody changes it in passing. */
export function NumberEditor({ setting, kind }: NumberEditorProps) {
  const { key, value, version } = setting;
  const format = useFormat();
  const change = useSettingChange(setting);
  const [draft, setDraft] = useState<{ text: string; seenVersion?: number }>();
  const [fault, setFault] = useState<string>();
  const number = draft ? readNumber(draft.text, kind) : Number(value);
  const unit = kind.kind === 'number' ? kind.unit : 'rupees';
  const minutes = unit === 'seconds' && number !== undefined ? words.inMinutes(number) : '';

  const write = (text: string) => {
    setDraft({ text, seenVersion: draft ? draft.seenVersion : version });
    setFault(undefined);
    change.reset();
  };
  const submit = () => {
    if (!draft) return;
    if (number === undefined) return setFault(rangeText(kind, format));
    if (number === value) return setDraft(undefined);
    change.mutate(
      { value: number, version: draft.seenVersion ?? version },
      {
        onSuccess: () => setDraft(undefined),
        // Whoever saves again has read what the other one wrote: the next try is made from what is shown then.
        onError: () => setDraft({ text: draft.text }),
      },
    );
  };
  return (
    <Form onSubmit={submit} label={words.keys[key].label}>
      <div className={styles.number}>
        <div className={styles.control}>
          <TextField
            name={key}
            label={words.keys[key].label}
            hint={[words.keys[key].meaning, minutes && words.same(minutes)].filter(Boolean).join(' ')}
            inputMode={kind.kind === 'amount' ? 'decimal' : 'numeric'}
            autoComplete="off"
            value={draft?.text ?? textOf(Number(value), kind)}
            error={fault}
            onChange={write}
          />
          <span className={styles.unit}>{words.units[unit]}</span>
        </div>
        {draft && draft.text !== textOf(Number(value), kind) && (
          <div className={styles.buttons}>
            <Button type="submit" variant="primary" busy={change.isPending}>
              {texts.common.save}
            </Button>
            <Button
              variant="quiet"
              onClick={() => {
                setDraft(undefined);
                setFault(undefined);
                change.reset();
              }}
            >
              {words.windows.undo}
            </Button>
          </div>
        )}
      </div>
      {change.error && (
        // Not at the field: a form does not let go of one that is wrong, and saving over the other is allowed.
        <p className={styles.error} role="alert">
          {settingRefusal(change.error, setting, format)}
        </p>
      )}
    </Form>
  );
}

type Kind = NumberEditorProps['kind'];

function textOf(value: number, kind: Kind): string {
  return kind.kind === 'amount' ? rupeesText(value) : String(value);
}

function readNumber(text: string, kind: Kind): number | undefined {
  const number = kind.kind === 'amount' ? rupeesFrom(text) : wholeFrom(text);
  const min = kind.kind === 'number' ? kind.min : 0;
  return number !== undefined && number >= min && number <= kind.max ? number : undefined;
}

function wholeFrom(text: string): number | undefined {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined;
}

function rangeText(kind: Kind, { number, money }: ReturnType<typeof useFormat>): string {
  if (kind.kind === 'amount') return words.faults.amount(money(kind.max));
  return words.faults.whole(number(kind.min), number(kind.max));
}
