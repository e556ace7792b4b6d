export type Notes = Record<string, string>;

export interface OrderEntity {
  id: string;
  entity: 'order';
  amount: number;
  amount_paid: number;
  amount_due: number;
  currency: string;
  receipt: string | null;
  offer_id: null;
  status: 'created' | 'attempted' | 'paid';
  attempts: number;
  notes: Notes | [];
  created_at: number;
}

export interface PaymentEntity {
  id: string;
  entity: 'payment';
  amount: number;
  currency: string;
  status: 'created' | 'authorized' | 'captured' | 'refunded' | 'failed';
  order_id: string;
  invoice_id: null;
  international: boolean;
  method: string;
  amount_refunded: number;
  refund_status: 'partial' | 'full' | null;
  captured: boolean;
  description: string | null;
  card_id: null;
  bank: null;
  wallet: null;
  vpa: string;
  email: string;
  contact: string;
  notes: Notes | [];
  fee: number | null;
  tax: number | null;
  error_code: string | null;
  error_description: string | null;
  error_source: string | null;
  error_step: string | null;
  error_reason: string | null;
  acquirer_data: { rrn: string | null; upi_transaction_id?: string };
  created_at: number;
  late_authorized?: boolean;
  upi: { payer_account_type: string; vpa: string; flow: string };
}

export interface RefundEntity {
  id: string;
  entity: 'refund';
  amount: number;
  currency: string;
  payment_id: string;
  notes: Notes | [];
  receipt: string | null;
  acquirer_data: { arn: string | null };
  created_at: number;
  batch_id: null;
  status: 'pending' | 'processed' | 'failed';
  speed_requested: string;
  speed_processed: string;
}

/** Minutes, as on Razorpay's wire. */
export interface CaptureRules {
  automatic: 'automatic' | 'manual';
  automaticExpiryMinutes: number;
  manualExpiryMinutes: number;
}

export interface Order {
  entity: OrderEntity;
  capture: CaptureRules;
  payments: Payment[];
}

export interface Payment {
  entity: PaymentEntity;
  /** `timers.elapsedMs()` at creation: capture and expiry periods are measured in provider time. */
  openedAtMs: number;
  refunds: RefundEntity[];
}

export const REFUND_OUTCOMES = [
  'processed-now',
  'pending-then-processed',
  'pending-then-failed',
  'insufficient_balance',
] as const;
export type RefundOutcome = (typeof REFUND_OUTCOMES)[number];

export interface RefundAnswer {
  fingerprint: string;
  /** Missing while the first request with this key is still being worked on. */
  refundId?: string;
}

export interface RazorpaySettings {
  unique_receipt: 'return_same' | 'reject';
  list_order: 'asc' | 'desc';
  refund_outcome: RefundOutcome;
  refund_delay_ms: number;
  /** Real milliseconds between taking a refund and answering; a second request with the same key meets 409. */
  refund_processing_ms: number;
}

export interface RazorpayState {
  orders: Map<string, Order>;
  /** The first order of each receipt. */
  ordersByReceipt: Map<string, Order>;
  payments: Map<string, Payment>;
  refunds: Map<string, RefundEntity>;
  refundKeys: Map<string, RefundAnswer>;
  settings: RazorpaySettings;
}

export function freshRazorpayState(): RazorpayState {
  return {
    orders: new Map(),
    ordersByReceipt: new Map(),
    payments: new Map(),
    refunds: new Map(),
    refundKeys: new Map(),
    settings: {
      unique_receipt: 'return_same',
      list_order: 'desc',
      refund_outcome: 'processed-now',
      refund_delay_ms: 3000,
      refund_processing_ms: 0,
    },
  };
}
