const inbox = ['notifications'];

/** Where the inbox is kept; `all` covers both. */
export const inboxKeys = { all: inbox, list: [...inbox, 'list'], unread: [...inbox, 'unread'] };
