import { operationsAnswer } from '@campus/contracts/status-api';
import type { Db } from '@campus/database/connect';
import { get, type Route } from '@campus/http/routes';
import { operations } from '../queries/operations.ts';

/** For the status page, which the gateway puts together. The gateway leads nobody here. */
export function operationRoutes({ db }: { db: Db }): Route[] {
  return [
    get(
      '/internal/operations',
      { may: 'public', summary: 'The last audit and the letters that were discarded last', answer: operationsAnswer },
      () => operations(db),
    ),
  ];
}
