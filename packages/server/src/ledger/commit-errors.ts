/** What the decision was made on is no longer so: decide anew. Nothing of the command was written. */
export class StaleCommand extends Error {
  override readonly name = 'StaleCommand';
}

/** The database refused the command by one of its constraints. Nothing of it was written. */
export class RefusedByConstraint extends Error {
  override readonly name = 'RefusedByConstraint';
  readonly constraint: string;

  constructor(constraint: string, cause: unknown) {
    super(`refused by constraint ${constraint}`, { cause });
    this.constraint = constraint;
  }
}
