/**
 * JSON as PHP writes it: slashes escaped and everything beyond ASCII as `\uXXXX`. On purpose: a receiver that parses and
 * re-stringifies before checking the signature fails here as it fails with Razorpay (razorpay-node#29, #112, #380).
 */
export function phpJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
