/** A push in words. */
export interface Wording {
  title: string;
  body: string;
}

export type PushText =
  | 'order_confirmed'
  | 'order_preparing'
  | 'order_ready'
  | 'order_ready_for_rider'
  | 'order_out_for_delivery'
  | 'new_order'
  | 'order_cancelled'
  | 'order_cancelled_because'
  | 'order_refunded'
  | 'payment_partly_refunded'
  | 'payment_returned'
  | 'payment_returned_for_an_order'
  | 'order_delayed'
  | 'order_delayed_until'
  | 'payment_expired'
  | 'order_unacknowledged';

/** Reasons of a cancellation that have words of their own (product.md section 3); `other` has none. */
type Reason = 'sold_out' | 'too_busy' | 'closing' | 'customer_request';

/** What a cancellation does to the money. */
type MoneyText = 'nothing_to_pay' | 'collect_at_counter' | 'refunded_in_full' | 'not_charged' | 'payment_not_opened';

/** Every text that people get, in one language; another language is another file like `english.ts`. Slots are in braces. */
export interface Texts {
  /** Of times of day. */
  locale: string;
  pushes: Record<PushText, Wording>;
  reasons: Record<Reason, string>;
  money: Record<MoneyText, string>;
  sms: {
    /** The whole text, word for word as it is approved under DLT. */
    twilio: string;
    /** MSG91 has the text, under `MSG91_TEMPLATE_ID`; these are its variables. */
    msg91: Record<string, string>;
  };
}
