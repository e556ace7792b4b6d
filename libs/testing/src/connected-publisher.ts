import { createLogger } from '@campus/logger/logger';
import { createPublisher, type PublisherOptions } from '@campus/messaging/publisher';
import { atEnd } from './at-end.ts';
import { eventually } from './eventually.ts';

const logger = createLogger({ service: 'test', level: 'silent' });

/** A publisher whose connection stands: a start alone does not wait long for a broker that is slow. Stopped at the end of the test file. */
export async function connectedPublisher({ url, setup }: Pick<PublisherOptions, 'url' | 'setup'>) {
  const publisher = createPublisher({ url, name: 'campus-test', logger, setup });
  await publisher.start();
  atEnd(publisher.stop);
  await eventually(() => {
    if (publisher.state() !== 'connected') throw new Error(`the publisher is ${publisher.state()}`);
  });
  return publisher;
}
