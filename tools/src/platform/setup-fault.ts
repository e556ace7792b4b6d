/** Something the person at the terminal can mend: its message is printed as it is, without a stack. */
export class SetupFault extends Error {
  override name = 'SetupFault';
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
