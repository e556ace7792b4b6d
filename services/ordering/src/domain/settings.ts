import type { TimeWindows } from '@campus/business-time/time-windows';

/** The restaurant's settings in the units of the domain. */
export interface Settings {
  timeZone: string;
  restaurantOpen: boolean;
  pausedUntil: Date | null;
  timeWindows: TimeWindows;
  maxOrdersPerSlot: number;
  deliveryEnabled: boolean;
  deliveryChargePaise: number;
  cashPaymentEnabled: boolean;
  upiPaymentEnabled: boolean;
  unpaidOrderTtlSeconds: number;
  maxUnpaidOrdersPerUser: number;
  maxQuantityPerItem: number;
  maxLinesPerOrder: number;
  averagePreparationMinutes: number;
}
