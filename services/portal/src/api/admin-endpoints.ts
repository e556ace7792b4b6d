import type { settingChangesAnswer, settingChangesQuery, settingDetailsAnswer } from '@campus/contracts/config-api';
import type { categoryAnswer, reorderedMenuAnswer, reorderMenuBody } from '@campus/contracts/menu-api';
import type { Input, Output } from './endpoint-types.ts';

/** What the office changes: menu, people and settings. */
export interface AdminEndpoints {
  'PUT /admin/menu/order': { body: Input<typeof reorderMenuBody>; answer: Output<typeof reorderedMenuAnswer> };
  'DELETE /admin/menu/items/:id/image': { answer: undefined };
  /** A form with the field `image`. */
  'POST /admin/menu/categories/:id/image': { body: FormData; answer: Output<typeof categoryAnswer> };
  'DELETE /admin/menu/categories/:id/image': { answer: undefined };

  'GET /admin/config/details': { answer: Output<typeof settingDetailsAnswer> };
  'GET /admin/config/changes': {
    query: Input<typeof settingChangesQuery>;
    answer: Output<typeof settingChangesAnswer>;
  };
}

export type Setting = Output<typeof settingDetailsAnswer>['settings'][number];
