import type { Setting } from '../../api/admin-endpoints.ts';
import { fieldErrors, isApiError } from '../../api/api-error.ts';
import { errorText } from '../../texts/error-text.ts';
import type { Format } from '../../texts/format.ts';
import { officeTexts } from '../../texts/office-texts.ts';
import { settingText } from './setting-text.ts';

/** Why a change was refused, for the place beside its field; `setting` is what holds now. */
export function settingRefusal(error: unknown, setting: Setting, format: Format): string {
  if (isApiError(error, 'VERSION_CONFLICT'))
    return officeTexts.settings.faults.conflict(settingText(setting.key, setting.value, format));
  return Object.values(fieldErrors(error))[0] ?? errorText(error);
}
