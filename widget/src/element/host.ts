/** What the element does for its chat. */
export interface Host {
  readonly watched: boolean;
  close(): void;
  dispatchEvent(event: Event): boolean;
  showUnread(count: number): void;
}
