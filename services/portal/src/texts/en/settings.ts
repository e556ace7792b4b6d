import type { SettingKey } from '@campus/contracts/config-api';

interface SettingWords {
  label: string;
  meaning: string;
}

const seconds = (count: number) => `${count} s`;

/** `15 min`, `1 min 30 s`; empty below a minute, where the seconds say it. */
function inMinutes(count: number): string {
  const minutes = Math.floor(count / 60);
  if (minutes === 0) return '';
  return count % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds(count % 60)}`;
}

export const settings = {
  title: 'Settings',
  text: 'A change holds everywhere within two seconds.',
  loading: 'Loading the settings',
  groups: {
    opening: 'Opening hours',
    selling: 'Paying and delivery',
    limits: 'Limits of an order',
    kitchen: 'Kitchen',
  },
  keys: {
    restaurant_open: {
      label: 'Canteen is open',
      meaning: 'Switched off, nobody can order, whatever the hour. Orders that were placed go on.',
    },
    paused_until: {
      label: 'Pause',
      meaning: 'No orders are taken until then; it ends by itself. The kitchen can pause from its board too.',
    },
    time_slots: {
      label: 'Windows',
      meaning:
        'When orders are taken, by the clock of the canteen. A window may go past midnight. Dishes name the windows in which they are served.',
    },
    delivery_enabled: { label: 'Delivery', meaning: 'Switched off, students can choose pickup only.' },
    delivery_charge: { label: 'Delivery charge', meaning: 'Added to each delivery order that is placed from now on.' },
    cash_payment_enabled: { label: 'Cash', meaning: 'Paying at the counter or at the door.' },
    upi_payment_enabled: { label: 'UPI', meaning: 'Paying in advance with Razorpay.' },
    max_orders_per_slot: {
      label: 'Orders per window',
      meaning:
        'After so many in one window of one day, the next order is refused. Lowering it touches no order that was placed.',
    },
    max_quantity_per_item: { label: 'Pieces of one dish', meaning: 'The most that one order may have of one dish.' },
    max_lines_per_order: { label: 'Different dishes', meaning: 'The most that one order may have.' },
    unpaid_order_ttl_seconds: {
      label: 'Time to pay',
      meaning: 'A UPI order that is not paid by then is cancelled and gives its place in the window back.',
    },
    max_unpaid_orders_per_user: {
      label: 'Unpaid orders',
      meaning: 'The most UPI orders that one student may have waiting for payment.',
    },
    average_preparation_minutes: {
      label: 'Time to cook',
      meaning: 'What one order takes on average. "Ready at" is worked out from it and from the orders before.',
    },
    alert_escalation_seconds: {
      label: 'Unseen orders',
      meaning: 'When no kitchen screen has tapped "Seen" by then, the admins are told by push.',
    },
  } satisfies Record<SettingKey, SettingWords> as Record<SettingKey, SettingWords>,
  units: {
    orders: 'orders',
    pieces: 'pieces',
    dishes: 'dishes',
    seconds: 'seconds',
    minutes: 'minutes',
    rupees: 'rupees',
  },
  inMinutes,
  same: (duration: string) => `Now ${duration}.`,
  value: {
    on: 'On',
    off: 'Off',
    notPaused: 'Not paused',
    pausedUntil: (time: string) => `Until ${time}`,
    counted: (count: string, unit: string) => `${count} ${unit}`,
    window: (name: string, start: string, end: string) => `${name} ${start}–${end}`,
    allDay: (name: string) => `${name} all day`,
    unknown: 'Unknown',
  },
  standard: (value: string) => `Default: ${value}`,
  changed: { by: (name: string) => `by ${name}`, unknown: 'by somebody who is not known here', never: 'Never changed' },
  saved: (label: string) => `${label} is changed`,
  faults: {
    whole: (min: string, max: string) => `Write a whole number from ${min} to ${max}.`,
    amount: (max: string) => `Write an amount from 0 to ${max} with at most two decimals, such as 42.50.`,
    conflict: (value: string) => `Somebody has just set this to "${value}". Save again to replace it.`,
  },
  history: {
    open: (label: string) => `History of ${label}`,
    openShort: 'History',
    all: 'All changes',
    title: (label: string) => `${label}: who changed what`,
    allTitle: 'Who changed what',
    loading: 'Loading the changes',
    empty: { title: 'No changes yet', hint: 'Every change is kept here with its time and who made it.' },
    from: (before: string) => `from ${before}`,
  },
  pause: {
    minutes: (count: number) => `${count} minutes`,
    tomorrow: 'Until tomorrow',
    start: 'Pause orders',
    resume: 'Take orders again',
  },
  windows: {
    name: 'Name',
    start: 'From',
    end: 'To',
    add: 'Add a window',
    remove: (name: string) => `Remove ${name || 'this window'}`,
    save: 'Save the windows',
    undo: 'Undo',
    day: 'The day from 0 to 24 o’clock',
    row: (place: number) => `Window ${place}`,
    pastMidnight: 'Ends on the next day.',
    allDay: 'The whole day.',
    faults: {
      name: 'Give it a name of at most 40 characters.',
      twice: 'Another window has this name.',
      time: 'Choose both times.',
      overlap: (other: string) => `Overlaps with ${other}.`,
      count: 'There must be one to eight windows.',
    },
    gone: (names: string) =>
      `Dishes name their windows: those served only in ${names} cannot be ordered until you change them in the menu.`,
  },
};
