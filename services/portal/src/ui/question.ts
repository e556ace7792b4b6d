export interface Question {
  title: string;
  /** What will happen, and whether it can be undone. */
  text: string;
  /** The verb of the button: "Cancel order", not "OK". */
  action: string;
  /** The way out, when "Cancel" could be misread. */
  stay?: string;
  tone?: 'danger' | 'primary';
}
