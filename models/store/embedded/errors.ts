/** MongoDB's own numbers and names, as the driver and mongoose know them. */
const CODE_NAMES = {
  1: "InternalError",
  2: "BadValue",
  8: "UnknownError",
  9: "FailedToParse",
  14: "TypeMismatch",
  17: "ProtocolError",
  11: "UserNotFound",
  13: "Unauthorized",
  16: "InvalidLength",
  20: "IllegalOperation",
  26: "NamespaceNotFound",
  27: "IndexNotFound",
  28: "PathNotViable",
  31: "CannotCreateIndex",
  40: "ConflictingUpdateOperators",
  43: "CursorNotFound",
  47: "NoMatchingDocument",
  48: "NamespaceExists",
  50: "MaxTimeMSExpired",
  52: "DollarPrefixedFieldName",
  53: "InvalidIdField",
  54: "NotSingleValueField",
  59: "CommandNotFound",
  66: "ImmutableField",
  67: "CannotCreateIndex",
  72: "InvalidOptions",
  73: "InvalidNamespace",
  85: "IndexOptionsConflict",
  86: "IndexKeySpecsConflict",
  112: "WriteConflict",
  115: "CommandNotSupported",
  121: "DocumentValidationFailure",
  125: "CommandFailed",
  136: "CappedPositionLost",
  137: "AmbiguousIndexKeyPattern",
  165: "ViewDepthLimitExceeded",
  166: "CommandNotSupportedOnView",
  168: "InvalidPipelineOperator",
  175: "QueryPlanKilled",
  197: "InvalidIndexSpecificationOption",
  225: "TransactionTooOld",
  237: "CursorKilled",
  238: "NotImplemented",
  251: "NoSuchTransaction",
  256: "TransactionCommitted",
  260: "InvalidResumeToken",
  263: "OperationNotSupportedInTransaction",
  280: "ChangeStreamFatalError",
  286: "ChangeStreamHistoryLost",
  290: "TransactionExceededLifetimeLimitSeconds",
  10334: "BSONObjectTooLarge",
  11000: "DuplicateKey",
  14031: "OutOfDiskSpace",
  40324: "Location40324",
  40414: "Location40414",
  40415: "Location40415",
} as const

export const TRANSIENT = "TransientTransactionError"

/** A refusal in MongoDB's words: number, name, labels, and whatever more the client reads (keyPattern, keyValue). */
export class ServerError extends Error {
  readonly code: number
  readonly labels: string[]
  readonly extra: Record<string, unknown>
  constructor(code: number, message: string, extra: Record<string, unknown> = {}, labels: string[] = []) {
    super(message)
    this.name = "ServerError"
    this.code = code
    this.extra = extra
    this.labels = labels
  }
}

export const codeName = (code: number): string =>
  (CODE_NAMES as Record<number, string>)[code] ?? `Location${code}`

export const badValue = (message: string): ServerError => new ServerError(2, message)
export const failedToParse = (message: string): ServerError => new ServerError(9, message)
export const typeMismatch = (message: string): ServerError => new ServerError(14, message)
export const notSupported = (what: string): ServerError =>
  new ServerError(
    238,
    `${what} is not supported by the embedded store; use a MongoDB replica set (MONGODB_URI)`,
  )

/** Another transaction holds or has changed the document since this one began. */
export class WriteConflict extends ServerError {
  /** Resolves when the transaction in the way has ended; null when it is over already. */
  readonly blocker: Promise<void> | null
  constructor(blocker: Promise<void> | null) {
    super(
      112,
      "Caused by :: Write conflict during plan execution and yielding is disabled. :: Please retry your operation or multi-document transaction.",
      {},
      [TRANSIENT],
    )
    this.blocker = blocker
  }
}

/** The folder of the data cannot be used; the message says in Vietnamese what to do. */
export class StoreFolderError extends Error {
  override readonly name = "StoreFolderError"
}
