import { isOfficeError } from "#models/shared/errors.ts"
import { ConfigError } from "#workflows/config.server.ts"

/** Says why and ends with exit code 1. */
export const fail = (message: string): never => {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

/** The same for a caught error: its words where it has words for people, else what went wrong as it is. */
export const failWith = (error: unknown): never =>
  fail(
    isOfficeError(error) || error instanceof ConfigError
      ? error.message
      : `Không thực hiện được: ${error instanceof Error ? error.message : String(error)}`,
  )
