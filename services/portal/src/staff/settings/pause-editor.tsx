import { CirclePause, CirclePlay } from 'lucide-react';
import type { Setting } from '../../api/admin-endpoints.ts';
import { startOfTomorrow } from '../../app/off-until.ts';
import { usePortal } from '../../app/portal-context.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { useFormat } from '../../ui/format-context.ts';
import { Menu } from '../../ui/menu.tsx';
import { useNow } from '../../ui/use-now.ts';
import { settingRefusal } from './setting-refusal.ts';
import { settingText } from './setting-text.ts';
import styles from './settings.module.css';
import { useSettingChange } from './use-settings.ts';

const words = officeTexts.settings;
const MINUTES = [15, 30, 60];

export function PauseEditor({ setting }: { setting: Setting }) {
  const { key, value, version } = setting;
  const { settings } = usePortal();
  const format = useFormat();
  const now = useNow();
  const change = useSettingChange(setting);
  const isPaused = typeof value === 'string' && Date.parse(value) > now;
  const pauseUntil = (at: number) => change.mutate({ value: new Date(at).toISOString(), version });
  return (
    <>
      <div className={styles.line}>
        <div className={styles.words}>
          <span className={styles.label}>{words.keys[key].label}</span>
          <span className={styles.hint}>{words.keys[key].meaning}</span>
        </div>
        <Badge tone={isPaused ? 'warning' : 'neutral'}>{settingText(key, isPaused ? value : null, format)}</Badge>
        {isPaused ? (
          <Button
            variant="primary"
            icon={<CirclePlay />}
            busy={change.isPending}
            onClick={() => change.mutate({ value: null, version })}
          >
            {words.pause.resume}
          </Button>
        ) : (
          <Menu
            trigger={
              <Button icon={<CirclePause />} busy={change.isPending}>
                {words.pause.start}
              </Button>
            }
            actions={[
              ...MINUTES.map((minutes) => ({
                label: words.pause.minutes(minutes),
                onSelect: () => pauseUntil(Date.now() + minutes * 60_000),
              })),
              {
                label: words.pause.tomorrow,
                onSelect: () => pauseUntil(startOfTomorrow(Date.now(), settings.time_zone).getTime()),
              },
            ]}
          />
        )}
      </div>
      {change.error && (
        <p className={styles.error} role="alert">
          {settingRefusal(change.error, setting, format)}
        </p>
      )}
    </>
  );
}
