export const USAGE = `dead-letters: events that a consumer could not handle, and those that nobody listens to (--of unrouted)

  list    [--of <consumer>] [--type <event>] [--limit <n>]           what lies there, why, since when (the default)
  show    <message id> [--of <consumer>] [--raw]                     one of them with its stack; --raw: with people's names
  replay  <message id> | --all  --of <consumer> [--type] [--limit]   back to the consumer that refused it, to nobody else
  discard <message id> | --all  --of <consumer> --reason "…" [--by <who>]   away for good; what and why is kept by reporting

  --json  the same for programs        --help  this

Repeating or killing it is safe: an event is handled once, however often it is replayed.
The broker is RABBITMQ_URL; without it, that of this checkout. Who: --by, OPERATOR, or the account.
Ends with 0, with 1 when something that was asked for is still there or was not found, 64 for a wrong command line,
69 when the broker cannot be reached, 78 for a wrong environment, 128 + n after signal n.`;
