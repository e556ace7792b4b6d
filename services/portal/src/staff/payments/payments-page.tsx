import type { AdminPaymentView, MismatchView } from '@campus/contracts/payments-api';
import { CircleCheck } from 'lucide-react';
import { officeTexts } from '../../texts/office-texts.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { isSettled } from './attention.ts';
import { OrphanCard } from './orphan-card.tsx';
import { PaymentCard } from './payment-card.tsx';
import styles from './payments-page.module.css';
import { usePayments } from './use-payments.ts';

const words = officeTexts.payments;

export function PaymentsPage() {
  const { payments, orphans, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = usePayments();
  return (
    <Page title={words.title} text={words.text}>
      {payments && <Found payments={payments} orphans={orphans} />}
      {!payments && error && <ErrorState error={error} onRetry={refetch} />}
      {!payments && !error && <Skeleton label={words.loading} count={3} height="12rem" />}
      <LoadMore hasMore={hasNextPage} busy={isFetchingNextPage} onMore={fetchNextPage} />
    </Page>
  );
}

interface FoundProps {
  payments: readonly AdminPaymentView[];
  orphans: readonly MismatchView[];
}

function Found({ payments, orphans }: FoundProps) {
  const settled = payments.filter(isSettled);
  const open = payments.filter((payment) => !isSettled(payment));
  return (
    <>
      {open.length + orphans.length === 0 && <EmptyState {...words.empty} icon={<CircleCheck />} />}
      {open.length + orphans.length > 0 && (
        <section className={styles.group} aria-labelledby="payments-open">
          <h2 id="payments-open">{words.open}</h2>
          {orphans.map((orphan) => (
            <OrphanCard key={orphan.id} orphan={orphan} />
          ))}
          {open.map((payment) => (
            <PaymentCard key={payment.id} payment={payment} />
          ))}
        </section>
      )}
      {settled.length > 0 && (
        <section className={styles.group} aria-labelledby="payments-settled">
          <h2 id="payments-settled">{words.settled.title}</h2>
          <p className={styles.hint}>{words.settled.hint}</p>
          {settled.map((payment) => (
            <PaymentCard key={payment.id} payment={payment} isSettled />
          ))}
        </section>
      )}
    </>
  );
}
