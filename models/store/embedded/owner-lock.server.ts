import { readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from "node:fs"
import { connect } from "node:net"
import { join } from "node:path"

/** Who owns a data folder: its process, where it listens, and which of its runs this is. */
export type Owner = { pid: number; port: number; instance: string }

const NO_ROOM = ["ENOSPC", "EDQUOT", "EFBIG"]
const LOCK_FILE = "store.lock"

/**
 * Writes who owns the folder, over whatever a dead owner left. Only to be called by the process that has the database
 * file open exclusively: that lock, which the system frees with the process, decides; this file says where to connect.
 */
export const announceOwner = (folder: string, owner: Owner): void => {
  const fresh = join(folder, `${LOCK_FILE}.${owner.instance}`)
  try {
    writeFileSync(fresh, `${JSON.stringify(owner)}\n`, { mode: 0o600 })
    renameSync(fresh, join(folder, LOCK_FILE))
  } catch (error) {
    rmSync(fresh, { force: true })
    // On a full disk one still starts, to read and to delete; others then only hear that somebody holds the folder.
    if (!(error instanceof Error && "code" in error && NO_ROOM.includes(String(error.code)))) throw error
  }
}

/** Who the file names; null when there is none or it makes no sense. */
export const readOwner = (folder: string): Owner | null => {
  try {
    const found: unknown = JSON.parse(readFileSync(join(folder, LOCK_FILE), "utf8"))
    return isOwner(found) ? found : null
  } catch {
    return null
  }
}

/** Takes our announcement away again. */
export const withdrawOwner = (folder: string, instance: string): void => {
  if (readOwner(folder)?.instance !== instance) return
  try {
    unlinkSync(join(folder, LOCK_FILE))
  } catch {
    // A lock left behind is taken over by the next owner.
  }
}

/** Whether the owner's process lives and listens where it says. */
export const isReachable = async ({ pid, port }: Owner): Promise<boolean> => {
  if (!isAlive(pid)) return false
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port })
    const settle = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once("connect", () => settle(true))
    socket.once("error", () => settle(false))
    socket.setTimeout(2_000, () => settle(false))
  })
}

const isOwner = (value: unknown): value is Owner => {
  const { pid, port, instance } = (value ?? {}) as Partial<Record<keyof Owner, unknown>>
  return typeof pid === "number" && typeof port === "number" && typeof instance === "string"
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM"
  }
}
