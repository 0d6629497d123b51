import { open } from "node:fs/promises"
import { isOfficeError } from "#models/shared/errors.ts"
import { ConfigError } from "#workflows/config.server.ts"

/** Says why and ends with exit code 1. */
export const fail = (message: string): never => {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

/**
 * The same for a caught error: its words where it has words for people, else what went wrong as it is.
 * @param file which of several files it is about
 */
export const failWith = (error: unknown, file?: string): never => {
  const why =
    isOfficeError(error) || error instanceof ConfigError
      ? error.message
      : `Không thực hiện được: ${error instanceof Error ? error.message : String(error)}`
  return fail(file === undefined ? why : `${file}: ${why}`)
}

/** Those of some files that cannot be opened, to be named before anything is made for the others. */
export const unreadable = async (files: readonly string[]): Promise<string[]> => {
  const closed: string[] = []
  for (const file of files) if (!(await isReadable(file))) closed.push(file)
  return closed
}

/** Says so of a file, and what to do. */
export const UNREADABLE = "không mở được tệp. Kiểm tra đường dẫn và quyền đọc."

async function isReadable(file: string): Promise<boolean> {
  try {
    const handle = await open(file)
    try {
      return (await handle.stat()).isFile()
    } finally {
      await handle.close()
    }
  } catch {
    return false
  }
}
