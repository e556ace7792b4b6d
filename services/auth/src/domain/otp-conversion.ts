/** Of the codes that were sent within the last hour and have expired since: how many there were, and how many nobody used. */
export interface OtpConversion {
  sent: number;
  unused: number;
}

const FEWEST_SENT = 50;

/**
 * Whether so few codes come back that they cannot have been asked for by people who want to sign in, or do not reach them (S14).
 * People use well over half of their codes; a third leaves room for those who ask twice.
 */
export function isConversionLow({ sent, unused }: OtpConversion): boolean {
  return sent >= FEWEST_SENT && (sent - unused) * 3 < sent;
}
