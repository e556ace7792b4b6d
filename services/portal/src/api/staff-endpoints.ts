import type {
  changeStaffBody,
  createStaffBody,
  logoutAnswer,
  staffAnswer,
  staffListAnswer,
  staffLoginAnswer,
  staffLoginBody,
} from '@campus/contracts/auth-api';
import type {
  changeSettingBody,
  configAnswer,
  pauseAnswer,
  pauseBody,
  SettingKey,
  SettingValues,
} from '@campus/contracts/config-api';
import type {
  adminMenuItemAnswer,
  adminMenuItemsAnswer,
  categoriesAnswer,
  categoryAnswer,
  createCategoryBody,
  createMenuItemBody,
  menuItemsQuery,
  setAvailabilityBody,
  updateCategoryBody,
  updateMenuItemBody,
} from '@campus/contracts/menu-api';
import type {
  assignDeliveryBody,
  assignmentAnswer,
  changeStatusBody,
  deliveryStepBody,
  estimateBody,
  markPaidBody,
  orderAnswer,
  orderListAnswer,
  staffOrderAnswer,
  staffOrderListQuery,
} from '@campus/contracts/orders-api';
import type { adminPayments, listPaymentsQuery, refundAnswer, refundOrderBody } from '@campus/contracts/payments-api';
import type {
  dailySalesAnswer,
  dailySalesQuery,
  itemPerformanceAnswer,
  itemPerformanceQuery,
  orderVolumeAnswer,
  orderVolumeQuery,
} from '@campus/contracts/reports-api';
import type { platformStatusAnswer } from '@campus/contracts/status-api';
import type { Input, Output } from './endpoint-types.ts';

type Change<Body, Answer> = { body: Body; answer: Answer };

/** `GET /admin/config` with the type of each key: the contract leaves them open, the setting schemas do not. */
type Config = Output<typeof configAnswer> & { config: SettingValues };

export interface StaffEndpoints {
  'POST /admin/auth/login': Change<Input<typeof staffLoginBody>, Output<typeof staffLoginAnswer>>;
  'POST /auth/logout': { answer: Output<typeof logoutAnswer> };

  'GET /admin/orders': { query: Input<typeof staffOrderListQuery>; answer: Output<typeof orderListAnswer> };
  'GET /admin/orders/:id': { answer: Output<typeof staffOrderAnswer> };
  'PATCH /admin/orders/:id/status': Change<Input<typeof changeStatusBody>, Output<typeof orderAnswer>>;
  'PATCH /admin/orders/:id/payment-status': Change<Input<typeof markPaidBody>, Output<typeof orderAnswer>>;
  'PATCH /admin/orders/:id/estimate': Change<Input<typeof estimateBody>, Output<typeof orderAnswer>>;
  'POST /admin/orders/:id/assign-delivery': Change<
    Input<typeof assignDeliveryBody>,
    Output<typeof assignmentAnswer>
  > & { key: 'idempotent' };
  'DELETE /admin/orders/:id/assign-delivery': { answer: undefined };
  'POST /admin/orders/:id/refund': Change<Input<typeof refundOrderBody>, Output<typeof refundAnswer>> & {
    key: 'idempotent';
  };

  'GET /delivery/orders': { answer: Output<typeof orderListAnswer> };
  'GET /delivery/orders/:id': { answer: Output<typeof orderAnswer> };
  'PATCH /delivery/orders/:id/status': Change<Input<typeof deliveryStepBody>, Output<typeof orderAnswer>>;

  'GET /admin/menu/categories': { answer: Output<typeof categoriesAnswer> };
  'POST /admin/menu/categories': Change<Input<typeof createCategoryBody>, Output<typeof categoryAnswer>>;
  'PUT /admin/menu/categories/:id': Change<Input<typeof updateCategoryBody>, Output<typeof categoryAnswer>>;
  'GET /admin/menu/items': { query: Input<typeof menuItemsQuery>; answer: Output<typeof adminMenuItemsAnswer> };
  'POST /admin/menu/items': Change<Input<typeof createMenuItemBody>, Output<typeof adminMenuItemAnswer>>;
  'PUT /admin/menu/items/:id': Change<Input<typeof updateMenuItemBody>, Output<typeof adminMenuItemAnswer>>;
  'DELETE /admin/menu/items/:id': { answer: undefined };
  'PATCH /admin/menu/items/:id/availability': Change<
    Input<typeof setAvailabilityBody>,
    Output<typeof adminMenuItemAnswer>
  >;
  /** A form with the field `image`. */
  'POST /admin/menu/items/:id/image': Change<FormData, Output<typeof adminMenuItemAnswer>>;

  'GET /admin/staff': { answer: Output<typeof staffListAnswer> };
  'POST /admin/staff': Change<Input<typeof createStaffBody>, Output<typeof staffAnswer>>;
  'PATCH /admin/staff/:id': Change<Input<typeof changeStaffBody>, Output<typeof staffAnswer>>;

  'GET /admin/config': { answer: Config };
  'PUT /admin/config/:key': Change<Input<typeof changeSettingBody>, { key: SettingKey; value: unknown }>;

  'GET /admin/pause': { answer: Output<typeof pauseAnswer> };
  'PUT /admin/pause': Change<Input<typeof pauseBody>, Output<typeof pauseAnswer>>;

  'GET /admin/payments': { query: Input<typeof listPaymentsQuery>; answer: Output<typeof adminPayments> };

  'GET /admin/status': { answer: Output<typeof platformStatusAnswer> };

  'GET /admin/reports/daily-sales': {
    query: Input<typeof dailySalesQuery>;
    answer: Output<typeof dailySalesAnswer>;
  };
  'GET /admin/reports/item-performance': {
    query: Input<typeof itemPerformanceQuery>;
    answer: Output<typeof itemPerformanceAnswer>;
  };
  'GET /admin/reports/order-volume': {
    query: Input<typeof orderVolumeQuery>;
    answer: Output<typeof orderVolumeAnswer>;
  };
}
