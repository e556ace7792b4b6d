import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { officeTexts } from '../../texts/office-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './reports-page.module.css';
import { useDownload } from './use-download.ts';

const words = officeTexts.reports;

interface ReportCardProps {
  title: string;
  empty: { title: string; hint: string };
  /** The name of the file, and where it comes from. */
  file: { name: string; fetch(): Promise<Blob> };
  /** Beside the download. */
  tools?: ReactNode;
  report: { isLoading: boolean; isEmpty: boolean; error: unknown; refetch(): unknown };
  children: ReactNode;
}

/** The frame of one report: its figures, or why there are none, and the same figures as a file. */
export function ReportCard({ title, empty, file, tools, report, children }: ReportCardProps) {
  const { download, isBusy } = useDownload(file);
  const { isLoading, isEmpty, error, refetch } = report;
  const hasFigures = !isLoading && !isEmpty && !error;
  return (
    <Card
      title={title}
      action={
        <div className={styles.tools}>
          {tools}
          <Button
            icon={<Download />}
            label={words.download(title)}
            busy={isBusy}
            disabled={!hasFigures}
            onClick={() => void download()}
          >
            {words.csv}
          </Button>
        </div>
      }
    >
      {isLoading && <Skeleton label={words.loading} count={1} height="16rem" />}
      {!isLoading && error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!isLoading && !error && isEmpty && <EmptyState {...empty} />}
      {hasFigures && children}
    </Card>
  );
}
