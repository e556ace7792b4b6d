import type { MismatchView } from '@campus/contracts/payments-api';
import { officeTexts } from '../../texts/office-texts.ts';
import { Card } from '../../ui/card.tsx';
import { MismatchFacts } from './mismatch-facts.tsx';
import styles from './payments-page.module.css';
import { Reason } from './reason.tsx';

/** Money at Razorpay that no order here goes with. */
export function OrphanCard({ orphan }: { orphan: MismatchView }) {
  return (
    <Card as="article">
      <div className={styles.body}>
        <div className={styles.reasons}>
          <Reason {...officeTexts.payments.orphan} />
        </div>
        <MismatchFacts mismatch={orphan} />
      </div>
    </Card>
  );
}
