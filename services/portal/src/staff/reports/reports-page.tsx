import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { officeTexts } from '../../texts/office-texts.ts';
import { Banner } from '../../ui/banner.tsx';
import { useFormat } from '../../ui/format-context.ts';
import { Page } from '../../ui/page.tsx';
import { useNow } from '../../ui/use-now.ts';
import { type Days, daysOf, faultOf } from './days-of.ts';
import { ItemsReport } from './items-report.tsx';
import { RangePicker } from './range-picker.tsx';
import type { ReportsSearch } from './reports-search.ts';
import { SalesReport } from './sales-report.tsx';
import { VolumeReport } from './volume-report.tsx';

const words = officeTexts.reports;

export function ReportsPage() {
  const search = useSearch({ from: '/signed-in/admin/reports' });
  const navigate = useNavigate({ from: '/admin/reports' });
  const { calendarDay, day } = useFormat();
  const today = calendarDay(useNow());
  const days = useMemo(() => daysOf(search, today), [search, today]);
  const fault = faultOf(days);
  const change = (next: ReportsSearch) => void navigate({ search: next, replace: true });
  return (
    <Page title={words.title} text={words.range.between(day(days.from), day(days.to))}>
      <RangePicker search={search} days={days} today={today} onChange={change} />
      {fault ? (
        <Banner tone="warning">{words.range[fault]}</Banner>
      ) : (
        <All days={days} today={today} search={search} onChange={change} />
      )}
    </Page>
  );
}

interface AllProps {
  days: Days;
  today: string;
  search: ReportsSearch;
  onChange(search: ReportsSearch): void;
}

function All({ days, today, search, onChange }: AllProps) {
  const isLive = days.to >= today;
  return (
    <>
      <SalesReport days={days} isLive={isLive} />
      <VolumeReport days={days} isLive={isLive} by={search.by ?? 'hour'} onBy={(by) => onChange({ ...search, by })} />
      <ItemsReport days={days} isLive={isLive} />
    </>
  );
}
