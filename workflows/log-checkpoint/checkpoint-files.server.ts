import { mkdir, open, readFile, rename } from "node:fs/promises"
import { join } from "node:path"
import {
  findUnwrittenCheckpoints,
  markCheckpointWritten,
} from "#models/log-checkpoint/log-checkpoint.repository.server.ts"
import type { LogCheckpoint } from "#models/log-checkpoint/log-checkpoint.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"

/** `nhat-ky-000012345.checkpoint`: sorts as it was taken. */
export const checkpointFileName = (entries: number): string =>
  `nhat-ky-${String(entries).padStart(9, "0")}.checkpoint`

/**
 * Writes the checkpoints that have no file yet, each whole or not at all, with the time token beside it (`.tst`). What stands in the folder
 * is never written over.
 * @throws RuleBrokenError when a file of that name says something else
 */
export const writeCheckpointFiles = async (folder: string): Promise<void> => {
  const unwritten = await findUnwrittenCheckpoints()
  if (unwritten.length === 0) return
  await mkdir(folder, { recursive: true, mode: 0o750 })
  for (const checkpoint of unwritten) {
    await writeOnce(folder, checkpoint)
    await markCheckpointWritten(checkpoint.entries)
  }
}

async function writeOnce(folder: string, { entries, text, timestamp }: LogCheckpoint): Promise<void> {
  const name = checkpointFileName(entries)
  if (timestamp) await placeWhole(folder, `${name}.tst`, Buffer.from(timestamp, "base64"))
  await placeWhole(folder, name, Buffer.from(text))
}

async function placeWhole(folder: string, name: string, bytes: Buffer): Promise<void> {
  const whole = join(folder, name)
  if (await stands(whole, name, bytes)) return
  const partial = `${whole}.${process.pid}.part`
  const file = await open(partial, "w", 0o640)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(partial, whole)
}

async function stands(file: string, name: string, bytes: Buffer): Promise<boolean> {
  const there = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null
    throw error
  })
  if (there && !there.equals(bytes))
    throw new RuleBrokenError(
      `Tệp mốc nhật ký «${name}» đã có và khác với mốc vừa lập; không ghi đè. Giữ lại tệp cũ, chạy npm run verify:log để biết nhật ký khác ở đâu.`,
    )
  return there !== null
}
