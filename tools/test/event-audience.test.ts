import { typesHeardBy } from '@campus/contracts/event-audience';
import { expect, test } from 'vitest';
import { subscriptions as notification } from '../../services/notification/src/events/subscriptions.ts';
import { subscriptions as ordering } from '../../services/ordering/src/events/subscriptions.ts';
import { subscriptions as payment } from '../../services/payment/src/events/subscriptions.ts';
import { subscriptions as realtime } from '../../services/realtime/src/subscriptions.ts';
import { subscriptions as reporting } from '../../services/reporting/src/events/subscriptions.ts';

test.each(Object.entries({ notification, ordering, payment, realtime, reporting }))(
  'the page of who hears what says of %s what its subscriptions say',
  (service, subscriptions) => {
    const types: string[] = subscriptions.map(({ type }) => type);
    expect(typesHeardBy(service).sort()).toEqual(types.sort());
  },
);
