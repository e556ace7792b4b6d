import type {
  refreshAnswer,
  refreshBody,
  requestOtpAnswer,
  requestOtpBody,
  updateUserBody,
  userAnswer,
  verifyOtpAnswer,
  verifyOtpBody,
} from '@campus/contracts/auth-api';
import type { restaurantAnswer } from '@campus/contracts/config-api';
import type { categoriesAnswer, menuItemAnswer, menuItemsAnswer, menuItemsQuery } from '@campus/contracts/menu-api';
import type {
  deviceTokenAnswer,
  notificationAnswer,
  notificationListAnswer,
  notificationListQuery,
  readNotificationsAnswer,
  readNotificationsBody,
  registerDeviceTokenBody,
  removeDeviceTokenBody,
} from '@campus/contracts/notifications-api';
import type {
  cancelOrderBody,
  orderAnswer,
  orderListAnswer,
  orderListQuery,
  orderStatusAnswer,
  placedOrderAnswer,
  placeOrderBody,
  quoteAnswer,
  reorderAnswer,
} from '@campus/contracts/orders-api';
import type { paymentAnswer, verifyPaymentAnswer, verifyPaymentBody } from '@campus/contracts/payments-api';
import type { Input, Output } from './endpoint-types.ts';

/** What students call, and what everyone may call. */
export interface StudentEndpoints {
  'GET /restaurant': { answer: Output<typeof restaurantAnswer> };
  'GET /menu/categories': { answer: Output<typeof categoriesAnswer> };
  'GET /menu/items': { query: Input<typeof menuItemsQuery>; answer: Output<typeof menuItemsAnswer> };
  'GET /menu/items/:id': { answer: Output<typeof menuItemAnswer> };

  'POST /auth/request-otp': { body: Input<typeof requestOtpBody>; answer: Output<typeof requestOtpAnswer> };
  'POST /auth/verify-otp': { body: Input<typeof verifyOtpBody>; answer: Output<typeof verifyOtpAnswer> };
  'POST /auth/refresh': { body: Input<typeof refreshBody>; answer: Output<typeof refreshAnswer> };
  'GET /users/me': { answer: Output<typeof userAnswer> };
  'PUT /users/me': { body: Input<typeof updateUserBody>; answer: Output<typeof userAnswer> };
  'DELETE /users/me': { answer: undefined };
  'GET /users/me/notifications': {
    query: Input<typeof notificationListQuery>;
    answer: Output<typeof notificationListAnswer>;
  };
  'POST /users/me/notifications/read': {
    body: Input<typeof readNotificationsBody>;
    answer: Output<typeof readNotificationsAnswer>;
  };
  'POST /users/me/notifications/:id/read': { answer: Output<typeof notificationAnswer> };
  'POST /users/device-token': {
    body: Input<typeof registerDeviceTokenBody>;
    answer: Output<typeof deviceTokenAnswer>;
  };
  'DELETE /users/device-token': { body: Input<typeof removeDeviceTokenBody>; answer: undefined };

  'POST /orders': {
    body: Input<typeof placeOrderBody>;
    key: 'idempotent';
    answer: Output<typeof placedOrderAnswer>;
  };
  'POST /orders/quote': { body: Input<typeof placeOrderBody>; answer: Output<typeof quoteAnswer> };
  'GET /orders': { query: Input<typeof orderListQuery>; answer: Output<typeof orderListAnswer> };
  'GET /orders/:id': { answer: Output<typeof orderAnswer> };
  'GET /orders/:id/status': { answer: Output<typeof orderStatusAnswer> };
  'POST /orders/:id/cancel': {
    body: Input<typeof cancelOrderBody>;
    key: 'idempotent';
    answer: Output<typeof orderAnswer>;
  };
  'POST /orders/:id/reorder': { answer: Output<typeof reorderAnswer> };
  'GET /payments/orders/:order_id': { answer: Output<typeof paymentAnswer> };
  'POST /payments/verify': { body: Input<typeof verifyPaymentBody>; answer: Output<typeof verifyPaymentAnswer> };
}
