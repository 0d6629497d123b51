/** Thrown while a row is being read; becomes the row's refusal. */
export class FieldFault extends Error {
  readonly field: string
  constructor(field: string, reason: string) {
    super(reason)
    this.field = field
  }
}
