import { z } from 'zod';

// PostgreSQL refuses NUL and lone surrogates in text (F9 of security-operations.md): every text field is built on this one.
const wellFormed = (text: string) => !text.includes('\u0000') && text.isWellFormed();

/** Trimmed text of `min` to `max` characters. */
export const text = (max: number, min = 1) =>
  z.string().trim().min(min).max(max).refine(wellFormed, { error: 'must be well-formed text' });

export const id = z.uuid();
export const instant = z.iso.datetime({ offset: true });
const SENSIBLE = { from: Date.UTC(2000, 0), until: Date.UTC(3000, 0) };
/** An instant that a client may ask for: near its ends ISO 8601, JavaScript and PostgreSQL disagree about the calendar. */
export const chosenInstant = instant.refine(
  (value) => Date.parse(value) >= SENSIBLE.from && Date.parse(value) < SENSIBLE.until,
  { error: 'must be between 2000 and 2999' },
);
/** A business day, `YYYY-MM-DD`. */
export const day = z.iso.date();
/** A day that a client may ask for, in the years of `chosenInstant`. */
export const chosenDay = day.refine((value) => value >= '2000-01-01' && value <= '2999-12-31', {
  error: 'must be between 2000 and 2999',
});
/** Integer paise, as in events and code. */
export const paise = z.int().min(0).max(9_999_999_999);

/** Rupees at the API: a JSON number with at most two decimals. Its shortest decimal form is checked, never a product. */
export const rupees = z
  .number()
  .min(0)
  .max(99_999_999.99)
  .refine((value) => /^\d+(\.\d{1,2})?$/.test(String(value)), { error: 'must have at most two decimals' })
  .meta({ description: 'Rupees with at most two decimals.', examples: [120] });

export const role = z.enum(['consumer', 'kitchen', 'delivery', 'admin']);
export type Role = z.infer<typeof role>;
export const staffRole = z.enum(['admin', 'kitchen', 'delivery']);

export const orderStatus = z.enum(['received', 'preparing', 'ready', 'out_for_delivery', 'completed', 'cancelled']);
export const orderType = z.enum(['pickup', 'delivery']);
export const paymentMethod = z.enum(['upi', 'cash']);
export const paymentStatus = z.enum(['pending', 'paid', 'failed', 'refunded']);
export const assignmentStatus = z.enum(['assigned', 'picked_up', 'delivered', 'failed']);

/** Path parameters of routes about one thing. */
export const byId = z.strictObject({ id });

const DIGITS = /^\d+$/;

/** A whole number in a query string. Decimal digits only: JavaScript also takes `0x10`, `1e2`, blanks and lists of one for numbers. */
export const queryNumber = (min: number, max: number) =>
  z.preprocess(
    (value) => (typeof value === 'string' && DIGITS.test(value) ? Number(value) : value),
    z.int({ error: 'must be a whole number in decimal digits' }).min(min).max(max),
  );

/** `limit` and `cursor` of every paged list (product.md section 4). */
export const page = {
  limit: queryNumber(1, 100).default(20),
  cursor: text(200).optional(),
};
