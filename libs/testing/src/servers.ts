/** Where the servers of the tests are; `make test` sets these when they are not on their usual ports. */
export const servers = {
  databaseAdminUrl: process.env.TEST_DATABASE_ADMIN_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres',
  redisUrl: process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379',
  rabbitmqUrl: process.env.TEST_RABBITMQ_URL ?? 'amqp://guest:guest@127.0.0.1:5672',
  /** The command line of rabbitmqctl as a JSON array. */
  rabbitmqctl: JSON.parse(process.env.TEST_RABBITMQCTL ?? '["rabbitmqctl"]') as [string, ...string[]],
};
