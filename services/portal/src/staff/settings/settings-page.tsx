import type { SettingKey } from '@campus/contracts/config-api';
import { History } from 'lucide-react';
import { useState } from 'react';
import { officeTexts } from '../../texts/office-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ChangesSheet } from './changes-sheet.tsx';
import { type Group, SETTING_GROUPS } from './setting-kinds.ts';
import { SettingRow } from './setting-row.tsx';
import styles from './settings.module.css';
import { useSettings } from './use-settings.ts';

const words = officeTexts.settings;
const GROUPS = Object.keys(SETTING_GROUPS) as Group[];

/** How the canteen works: each setting with its meaning, its editor and its past. */
export function SettingsPage() {
  const { data: settings, error, refetch } = useSettings();
  const [past, showPast] = useState<{ key?: SettingKey }>();
  return (
    <Page
      title={words.title}
      text={words.text}
      actions={
        <Button icon={<History />} onClick={() => showPast({})}>
          {words.history.all}
        </Button>
      }
    >
      {!settings && error && <ErrorState error={error} onRetry={refetch} />}
      {!settings && !error && <Skeleton label={words.loading} count={4} height="16rem" minWidth="24rem" />}
      {settings && (
        <div className={styles.groups}>
          {GROUPS.map((group) => (
            <div key={group} className={styles.group}>
              <Card title={words.groups[group]}>
                {SETTING_GROUPS[group].map((key) => {
                  const setting = settings.find((one) => one.key === key);
                  return setting && <SettingRow key={key} setting={setting} onHistory={() => showPast({ key })} />;
                })}
              </Card>
            </div>
          ))}
        </div>
      )}
      <ChangesSheet past={past} onClose={() => showPast(undefined)} />
    </Page>
  );
}
