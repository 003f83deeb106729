/** What the element does for its chat. */
export interface Host {
  readonly watched: boolean;
  close(): void;
  tell(event: Event): void;
  showUnread(count: number): void;
  warn(sentence: string): void;
}
