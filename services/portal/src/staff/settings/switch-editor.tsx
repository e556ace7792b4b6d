import type { Setting } from '../../api/admin-endpoints.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { useFormat } from '../../ui/format-context.ts';
import { Switch } from '../../ui/switch.tsx';
import { settingRefusal } from './setting-refusal.ts';
import styles from './settings.module.css';
import { useSettingChange } from './use-settings.ts';

const { keys } = officeTexts.settings;

export function SwitchEditor({ setting }: { setting: Setting }) {
  const { key, value, version } = setting;
  const format = useFormat();
  const change = useSettingChange(setting);
  const shown = change.isPending ? change.variables.value : value;
  return (
    <>
      <Switch
        label={keys[key].label}
        hint={keys[key].meaning}
        checked={shown === true}
        disabled={change.isPending}
        onChange={(next) => change.mutate({ value: next, version })}
      />
      {change.error && (
        <p className={styles.error} role="alert">
          {settingRefusal(change.error, setting, format)}
        </p>
      )}
    </>
  );
}
