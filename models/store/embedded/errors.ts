/** What is gone when the same command is sent again. */
const RETRIABLE = {
  6: "HostUnreachable",
  7: "HostNotFound",
  89: "NetworkTimeout",
  91: "ShutdownInProgress",
  134: "ReadConcernMajorityNotAvailableYet",
  189: "PrimarySteppedDown",
  262: "ExceededTimeLimit",
  9001: "SocketException",
  10107: "NotWritablePrimary",
  11600: "InterruptedAtShutdown",
  11602: "InterruptedDueToReplStateChange",
  13435: "NotPrimaryNoSecondaryOk",
  13436: "NotPrimaryOrSecondary",
}

/** What is gone when the same transaction is begun again. */
const TRANSIENT = {
  24: "LockTimeout",
  112: "WriteConflict",
  239: "SnapshotTooOld",
  246: "SnapshotUnavailable",
  251: "NoSuchTransaction",
  267: "PreparedTransactionInProgress",
}

/** MongoDB's own numbers and names, as the driver and mongoose know them. */
const CODE_NAMES = {
  ...RETRIABLE,
  ...TRANSIENT,
  1: "InternalError",
  2: "BadValue",
  8: "UnknownError",
  9: "FailedToParse",
  14: "TypeMismatch",
  17: "ProtocolError",
  13: "Unauthorized",
  16: "InvalidLength",
  20: "IllegalOperation",
  26: "NamespaceNotFound",
  27: "IndexNotFound",
  28: "PathNotViable",
  40: "ConflictingUpdateOperators",
  43: "CursorNotFound",
  47: "NoMatchingDocument",
  48: "NamespaceExists",
  50: "MaxTimeMSExpired",
  52: "DollarPrefixedFieldName",
  53: "InvalidIdField",
  54: "NotSingleValueField",
  56: "EmptyFieldName",
  59: "CommandNotFound",
  66: "ImmutableField",
  67: "CannotCreateIndex",
  72: "InvalidOptions",
  73: "InvalidNamespace",
  79: "UnknownReplWriteConcern",
  100: "UnsatisfiableWriteConcern",
  85: "IndexOptionsConflict",
  86: "IndexKeySpecsConflict",
  115: "CommandNotSupported",
  121: "DocumentValidationFailure",
  125: "CommandFailed",
  137: "AmbiguousIndexKeyPattern",
  168: "InvalidPipelineOperator",
  175: "QueryPlanKilled",
  185: "FailPointSetFailed",
  197: "InvalidIndexSpecificationOption",
  225: "TransactionTooOld",
  238: "NotImplemented",
  256: "TransactionCommitted",
  263: "OperationNotSupportedInTransaction",
  322: "APIVersionError",
  323: "APIStrictError",
  10334: "BSONObjectTooLarge",
  11000: "DuplicateKey",
  11601: "Interrupted",
  14031: "OutOfDiskSpace",
  31082: "SearchNotEnabled",
} as const

/**
 * What an error says of trying again: the whole transaction, or this write or ending of a transaction alone. A write that is done
 * and only not confirmed (`isDone`) ends no transaction.
 */
export const errorLabels = (code: number, command: Record<string, unknown>, isDone = false): string[] => {
  const { autocommit, txnNumber } = command
  const isEnding = "commitTransaction" in command || "abortTransaction" in command
  const isRetriable = Object.hasOwn(RETRIABLE, code)
  if (autocommit === false && !isDone && (Object.hasOwn(TRANSIENT, code) || (isRetriable && !isEnding)))
    return ["TransientTransactionError"]
  const isRepeatable = txnNumber !== undefined && (autocommit === undefined || isEnding)
  return isRepeatable && isRetriable ? ["RetryableWriteError"] : []
}

/** A refusal in MongoDB's words: number, name, and whatever more the client reads (keyPattern, keyValue). */
export class ServerError extends Error {
  readonly code: number
  readonly extra: Record<string, unknown>
  constructor(code: number, message: string, extra: Record<string, unknown> = {}) {
    super(message)
    this.name = "ServerError"
    this.code = code
    this.extra = extra
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

/** As a server without Atlas Search says it. */
export const searchNotEnabled = (): ServerError =>
  new ServerError(
    31082,
    "Using Atlas Search Database Commands and the $listSearchIndexes aggregation stage requires additional configuration. Please connect to Atlas or an AtlasCLI local deployment to enable.",
  )

/** Another transaction holds or has changed the document since this one began. */
export class WriteConflict extends ServerError {
  /** Resolves when the transaction in the way has ended; null when it is over already. */
  readonly blocker: Promise<void> | null
  constructor(blocker: Promise<void> | null) {
    super(
      112,
      "Caused by :: Write conflict during plan execution and yielding is disabled. :: Please retry your operation or multi-document transaction.",
    )
    this.blocker = blocker
  }
}

/** The connection ends without an answer. */
export class HungUp extends Error {}

/** The folder of the data cannot be used; the message says in Vietnamese what to do. */
export class StoreFolderError extends Error {
  override readonly name = "StoreFolderError"
}
