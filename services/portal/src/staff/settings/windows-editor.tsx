import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { Setting } from '../../api/admin-endpoints.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { useFormat } from '../../ui/format-context.ts';
import { DayBar } from './day-bar.tsx';
import { settingRefusal } from './setting-refusal.ts';
import styles from './settings.module.css';
import { useSettingChange } from './use-settings.ts';
import { WindowRowFields } from './window-row-fields.tsx';
import { MOST_WINDOWS, rowsOf, type WindowRow, type Windows, windowFaults, windowsOf } from './window-rules.ts';

const words = officeTexts.settings.windows;
const { label, meaning } = officeTexts.settings.keys.time_slots;

interface Draft {
  rows: readonly WindowRow[];
  /** Absent after a refusal: the next try is made from what is shown then. */
  seenVersion?: number;
  /** For the ids of added rows. */
  added: number;
}

/** All windows at once, because each depends on the others: nothing is saved while two overlap. */
export function WindowsEditor({ setting }: { setting: Setting }) {
  const format = useFormat();
  const change = useSettingChange(setting);
  const stored = rowsOf(setting.value as Windows);
  const [draft, setDraft] = useState<Draft>();
  const rows = draft?.rows ?? stored;
  const faults = windowFaults(rows);
  const isSaveable = faults.size === 0 && rows.length > 0;
  const gone = stored.filter(({ name }) => !rows.some((row) => row.name.trim() === name)).map(({ name }) => name);

  const edit = (next: readonly WindowRow[], added = draft?.added ?? 0) => {
    setDraft({ rows: next, seenVersion: draft ? draft.seenVersion : setting.version, added });
    change.reset();
  };
  const add = () => {
    const added = (draft?.added ?? 0) + 1;
    edit([...rows, { id: `added ${added}`, name: '', start: '', end: '' }], added);
  };
  const submit = () => {
    if (!draft || !isSaveable) return;
    change.mutate(
      { value: windowsOf(rows), version: draft.seenVersion ?? setting.version },
      {
        onSuccess: () => setDraft(undefined),
        onError: () => setDraft({ rows, added: draft.added }),
      },
    );
  };
  return (
    <Form onSubmit={submit} label={label}>
      <div className={styles.words}>
        <span className={styles.label}>{label}</span>
        <span className={styles.hint}>{meaning}</span>
      </div>
      <DayBar rows={rows} faulty={new Set(faults.keys())} />
      <ul className={styles.windows}>
        {rows.map((row, index) => (
          <li key={row.id}>
            <WindowRowFields
              row={row}
              place={index + 1}
              fault={draft && faults.get(row.id)}
              onChange={(next) => edit(rows.map((other) => (other.id === row.id ? next : other)))}
              onRemove={rows.length > 1 ? () => edit(rows.filter(({ id }) => id !== row.id)) : undefined}
            />
          </li>
        ))}
      </ul>
      {draft && gone.length > 0 && (
        <Banner tone="warning" role="status">
          {words.gone(gone.join(', '))}
        </Banner>
      )}
      {change.error && (
        <p className={styles.error} role="alert">
          {settingRefusal(change.error, setting, format)}
        </p>
      )}
      <div className={styles.buttons}>
        <Button icon={<Plus />} disabled={rows.length >= MOST_WINDOWS} onClick={add}>
          {words.add}
        </Button>
        {draft && (
          <>
            <Button type="submit" variant="primary" busy={change.isPending} disabled={!isSaveable}>
              {words.save}
            </Button>
            <Button variant="quiet" onClick={() => setDraft(undefined)}>
              {words.undo}
            </Button>
          </>
        )}
      </div>
    </Form>
  );
}
