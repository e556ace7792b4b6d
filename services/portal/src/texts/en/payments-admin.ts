interface Explained {
  title: string;
  meaning: string;
  todo: string;
}

/** The platform's own reasons, in words; what a person wrote stays as it is. */
const automatic: Partial<Record<string, string>> = {
  order_cancelled: 'the order was cancelled',
  late_capture: 'it came too late',
  duplicate_capture: 'it was paid twice',
  amount_mismatch: 'it was the wrong amount',
  refunded_at_gateway: 'given back in Razorpay’s dashboard',
};

export const paymentsAdmin = {
  title: 'Payments',
  text: 'What needs attention. Every other payment is right: it has its order, and each refund has arrived.',
  open: 'Needs attention',
  settled: {
    title: 'Settled by themselves',
    hint: 'All of this money is back where it came from. There is nothing to do.',
  },
  because: (reason: string) => automatic[reason] ?? reason,
  loading: 'Loading the payments',
  empty: {
    title: 'Nothing needs attention',
    hint: 'When money and orders do not fit together, it is listed here with what to do.',
  },
  someOrder: 'Order',
  openOrder: 'Open the order',
  openNumber: (number: string) => `Open the order ${number}`,
  refund: (amount: string, reason: string) => `Refund of ${amount}: ${reason}`,
  difference: 'Difference',
  amount: 'Order total',
  received: 'Received',
  returned: 'Given back',
  since: 'Since',
  todo: 'What to do',
  reasons: {
    amount_mismatch: {
      title: 'A wrong amount was paid',
      meaning: 'The customer paid another amount than the order costs. That money never counted for the order.',
      todo: 'It goes back by itself. Nothing to do unless its refund fails.',
    },
    late_capture: {
      title: 'Money came too late',
      meaning: 'The order had ended, because it was cancelled or nobody had paid in time, when the money arrived.',
      todo: 'It goes back by itself. If the customer asks: the money is on its way back, the order has to be placed again.',
    },
    duplicate_capture: {
      title: 'Paid twice',
      meaning: 'The customer paid this order more than once. One payment counts, the rest is too much.',
      todo: 'What was too much goes back by itself. Nothing to do unless its refund fails.',
    },
    refund_failed: {
      title: 'A refund has failed',
      meaning: 'The bank did not take the money back. The customer still waits for it.',
      todo: 'Try the refund again. If it fails again, give the money back in Razorpay’s dashboard or in cash, and note it there.',
    },
    insufficient_balance: {
      title: 'Too little balance for a refund',
      meaning: 'Razorpay holds too little of the canteen’s money to send this refund.',
      todo: 'It goes out by itself after the next sales. To be faster, add balance in Razorpay’s dashboard.',
    },
    dispute: {
      title: 'The bank disputes this payment',
      meaning:
        'The customer told their bank that this payment is not right. The bank decides; nothing can be refunded here meanwhile.',
      todo: 'Answer the dispute in Razorpay’s dashboard before its deadline, with the order and its history.',
    },
    mismatch: {
      title: 'Razorpay’s books and ours differ',
      meaning: 'The nightly comparison found a difference for this payment, listed below.',
      todo: 'Compare with Razorpay’s dashboard. Money that had not reached us is taken in by itself.',
    },
    create_failed: {
      title: 'The payment could not be opened',
      meaning: 'Razorpay refused to open a payment for this order, so nobody can pay it.',
      todo: 'Ask the customer to order again, or to pay in cash. If it happens again, tell the people who run the platform.',
    },
    amount_conflict: {
      title: 'Order and payment disagree about the amount',
      meaning: 'The payment was opened for another amount than the order costs.',
      todo: 'Money that comes goes back by itself. Tell the people who run the platform: this should never happen.',
    },
    owner_conflict: {
      title: 'Order and payment disagree about the customer',
      meaning: 'The payment was opened in the name of somebody else than the customer of the order.',
      todo: 'Do not hand anything out on this payment. Tell the people who run the platform: this should never happen.',
    },
  } as Partial<Record<string, Explained>>,
  otherReason: {
    title: 'Something is not right',
    meaning: 'The platform asks for a look at this payment.',
    todo: 'Compare the order with Razorpay’s dashboard.',
  } satisfies Explained as Explained,
  mismatches: {
    missed_capture: 'Money that had not reached us',
    orphan: 'Money that belongs to no order',
    amount_differs: 'The amounts differ',
    refund_differs: 'The refunds differ',
  },
  there: 'At Razorpay',
  here: 'With us',
  found: 'Found',
  gatewayPayment: 'Razorpay payment',
  orphan: {
    title: 'Money that belongs to no order',
    meaning:
      'Razorpay has received this money, but no order here goes with it. It was perhaps paid by a link or a code made elsewhere.',
    todo: 'Look it up in Razorpay’s dashboard by its number and refund it there, or keep it if it is yours.',
  },
  retry: {
    action: (amount: string) => `Refund ${amount} again`,
    title: 'Try the refund again?',
    text: (amount: string) => `${amount} goes back the way it came.`,
    yes: 'Yes, refund',
    done: (amount: string) => `${amount} is on its way back`,
    unknown: 'No answer came. Try again: it is never given back twice.',
  },
};
