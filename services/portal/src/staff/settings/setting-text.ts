import type { SettingKey } from '@campus/contracts/config-api';
import type { Format } from '../../texts/format.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { SETTING_KINDS } from './setting-kinds.ts';
import { rowsOf, type Windows } from './window-rules.ts';

const words = officeTexts.settings;

/** A value as a person reads it. */
export function settingText(key: SettingKey, value: unknown, format: Format): string {
  const kind = SETTING_KINDS[key];
  if (kind.kind === 'switch') return value === true ? words.value.on : words.value.off;
  if (kind.kind === 'amount' && typeof value === 'number') return format.money(value);
  if (kind.kind === 'number' && typeof value === 'number')
    return words.value.counted(format.number(value), words.units[kind.unit]);
  if (kind.kind === 'windows') return windowsText(value as Windows);
  if (kind.kind === 'pause')
    return typeof value === 'string' ? words.value.pausedUntil(format.moment(value)) : words.value.notPaused;
  return words.value.unknown;
}

function windowsText(windows: Windows): string {
  return rowsOf(windows)
    .map(({ name, start, end }) => (start === end ? words.value.allDay(name) : words.value.window(name, start, end)))
    .join(', ');
}
