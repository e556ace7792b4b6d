import type { Incoming } from '@campus/http/routes';
import type { ReportRange } from '../domain/report-range.ts';
import { type Columns, csv } from './csv.ts';

export interface Report {
  name: string;
  range: ReportRange;
  format: 'json' | 'csv';
  body: object;
  columns: Columns;
  records: Record<string, string | number>[];
}

/** Answers with the body as JSON, or with its records as a CSV file. */
export function sendReport(
  response: Incoming<readonly ['admin'], unknown, unknown, unknown>['response'],
  { name, range, format, body, columns, records }: Report,
): void {
  if (format === 'json') return void response.json(body);
  response
    .type('text/csv; charset=utf-8')
    .set('Content-Disposition', `attachment; filename="${name}_${range.from}_${range.to}.csv"`)
    .send(csv(columns, records));
}
