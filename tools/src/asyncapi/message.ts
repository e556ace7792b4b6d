/** What a channel carries, with an example of each. */
export interface Message {
  name: string;
  summary?: string;
  contentType?: string;
  payload: object;
  examples: { payload: unknown }[];
}
