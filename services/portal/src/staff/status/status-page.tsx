import type { PlatformStatus } from '@campus/contracts/status-api';
import { useQuery } from '@tanstack/react-query';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useApi } from '../../app/portal-context.ts';
import { texts } from '../../texts/texts.ts';
import { Banner } from '../../ui/banner.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { useFormat } from '../../ui/format-context.ts';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { AuditCard } from './audit-card.tsx';
import { DeadLettersCard } from './dead-letters-card.tsx';
import { problemsOf } from './problems.ts';
import { QueuesCard } from './queues-card.tsx';
import { ServicesCard } from './services-card.tsx';
import styles from './status-page.module.css';

const words = texts.status;
const EVERY_MS = 5_000;

export function StatusPage() {
  const api = useApi();
  const { time } = useFormat();
  const { data, error, refetch } = useQuery({
    queryKey: ['admin', 'status'],
    queryFn: ({ signal }) => api.call('GET /admin/status', { signal }),
    refetchInterval: EVERY_MS,
  });
  return (
    <Page title={words.title} text={data && words.lookedAt(time(data.looked_at))}>
      {data && <Parts status={data} />}
      {!data && error && <ErrorState error={error} onRetry={refetch} />}
      {!data && !error && <Skeleton label={words.loading} count={4} height="8rem" />}
    </Page>
  );
}

function Parts({ status }: { status: PlatformStatus }) {
  return (
    <>
      <Summary problems={problemsOf(status)} />
      <ServicesCard services={status.services} />
      <div className={styles.pair}>
        <DeadLettersCard queues={status.queues} operations={status.operations} />
        <AuditCard operations={status.operations} />
      </div>
      <QueuesCard queues={status.queues} />
    </>
  );
}

function Summary({ problems }: { problems: string[] }) {
  if (problems.length === 0) {
    return (
      <Banner tone="success" icon={<CircleCheck aria-hidden="true" />}>
        {words.allWell}
      </Banner>
    );
  }
  return (
    <Banner tone="warning" icon={<TriangleAlert aria-hidden="true" />}>
      <p>{words.someProblems(problems.length)}</p>
      <ul className={styles.problems}>
        {problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </Banner>
  );
}
