/** What an open stream calls. `text`: the data of one event, unparsed. */
export interface StreamListener {
  heard(text: string): void;
  failed(): void;
}
