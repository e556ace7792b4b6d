interface OperationOptions {
  action: 'send' | 'receive';
  channel: string;
  by: string;
  summary: string;
  /** Which of the channel's messages; all unless said. */
  messages?: string[];
  reply?: string;
}

/** Somebody sends to, or receives from, a channel of this document. */
export function operation({ action, channel, by, summary, messages, reply }: OperationOptions): object {
  const at = `#/channels/${channel}`;
  const refers = (names: string[]) => names.map((name) => ({ $ref: `${at}/messages/${name}` }));
  return {
    action,
    summary,
    channel: { $ref: at },
    tags: [{ $ref: `#/components/tags/${by}` }],
    security: [{ $ref: `#/components/securitySchemes/${isSocket(channel) ? 'accessToken' : 'brokerUser'}` }],
    ...(messages && { messages: refers(messages) }),
    ...(reply && { reply: { messages: refers([reply]) } }),
  };
}

function isSocket(channel: string): boolean {
  return channel.startsWith('socket-');
}
