import { History } from 'lucide-react';
import type { Setting } from '../../api/admin-endpoints.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { Button } from '../../ui/button.tsx';
import { useFormat } from '../../ui/format-context.ts';
import { RelativeTime } from '../../ui/moment.tsx';
import { NumberEditor } from './number-editor.tsx';
import { PauseEditor } from './pause-editor.tsx';
import { SETTING_KINDS } from './setting-kinds.ts';
import { settingText } from './setting-text.ts';
import styles from './settings.module.css';
import { SwitchEditor } from './switch-editor.tsx';
import { WindowsEditor } from './windows-editor.tsx';

const words = officeTexts.settings;

export interface SettingRowProps {
  setting: Setting;
  onHistory(): void;
}

/** One setting: what it means, how it is changed, what it was at first, and who changed it last. */
export function SettingRow({ setting, onHistory }: SettingRowProps) {
  const { key, updated_at, updated_by_name } = setting;
  const format = useFormat();
  return (
    <div className={styles.setting}>
      <Editor setting={setting} />
      <p className={styles.past}>
        <span>{words.standard(settingText(key, setting.default, format))}</span>
        {updated_at ? (
          <span>
            <RelativeTime at={updated_at} />{' '}
            {updated_by_name ? words.changed.by(updated_by_name) : words.changed.unknown}
          </span>
        ) : (
          <span>{words.changed.never}</span>
        )}
        {updated_at && (
          <Button
            variant="quiet"
            icon={<History />}
            label={words.history.open(words.keys[key].label)}
            onClick={onHistory}
          >
            {words.history.openShort}
          </Button>
        )}
      </p>
    </div>
  );
}

function Editor({ setting }: { setting: Setting }) {
  const kind = SETTING_KINDS[setting.key];
  if (kind.kind === 'switch') return <SwitchEditor setting={setting} />;
  if (kind.kind === 'pause') return <PauseEditor setting={setting} />;
  return kind.kind === 'windows' ? <WindowsEditor setting={setting} /> : <NumberEditor setting={setting} kind={kind} />;
}
