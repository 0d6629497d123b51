import { open } from "node:fs/promises"
import { type ParseArgsConfig, parseArgs } from "node:util"
import { isOfficeError } from "#models/shared/errors.ts"
import { ConfigError } from "#workflows/config.server.ts"
import { Ended, endWith } from "./ending.ts"

/** Says why and ends, with exit code 1 unless told otherwise. */
export const fail = (message: string, code = 1): never => {
  process.stderr.write(`${message}\n`)
  endWith(code)
  throw new Ended(message)
}

/**
 * The same for a caught error: its words where it has words for people, else what went wrong as it is.
 * @param file which of several files it is about
 */
export const failWith = (error: unknown, file?: string): never => {
  if (error instanceof Ended) throw error
  const why =
    isOfficeError(error) || error instanceof ConfigError
      ? error.message
      : `Không thực hiện được: ${error instanceof Error ? error.message : String(error)}`
  return fail(file === undefined ? why : `${file}: ${why}`)
}

/** What was typed; what cannot be understood ends with what is wrong and how to call. */
export const argumentsOf = <T extends ParseArgsConfig>(config: T, usage: string) => {
  try {
    return parseArgs(config)
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : error}\n${usage}`)
  }
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
