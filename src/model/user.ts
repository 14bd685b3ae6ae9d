/** One virtual user, as a scenario sees it. */
export type User = {
  /** Our name, for example `user-1`. */
  readonly id: string
  readonly role: 'speaker' | 'bystander'
  readonly email: string
}
