import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs"
import { connect } from "node:net"
import { join } from "node:path"
import { damaged } from "./damage.server.ts"

/** Where a folder's data are. */
export const STORE_FILE = "store.sqlite"
/** Says whether the last one who wrote here has closed the store, so that what is missing afterwards is noticed. */
const STATE_FILE = "store.state"
/** Bytes kept back so that on a full disk there is room to delete. */
const RESERVE_FILE = "store.reserve"
const RESERVE_BYTES = 2 * 1024 * 1024

/** Whether a folder holds a store, whole or not; starting one in any other makes it. */
export const holdsStore = (dataDir: string): boolean =>
  existsSync(join(dataDir, STORE_FILE)) || existsSync(join(dataDir, STATE_FILE))

/**
 * Whether the folder has its files, before any of them is opened.
 * @returns whether there is a store; false where one is to be made
 * @throws StoreFolderError on a file that is missing, empty or less than was written
 */
export const hasWholeFiles = (dataDir: string): boolean => {
  const file = join(dataDir, STORE_FILE)
  const state = readState(dataDir)
  if (!existsSync(file)) {
    if (state) throw damaged(dataDir, `tệp «${STORE_FILE}» không còn ở đó`)
    return false
  }
  if (statSync(file).size === 0) throw damaged(dataDir, `tệp «${STORE_FILE}» rỗng (0 byte)`)
  // A run that ended without closing may still have had its log brought into the file; then its number stands there.
  if (state && !state.isClosed && !existsSync(`${file}-wal`) && runIn(file) !== state.run)
    throw damaged(
      dataDir,
      `thiếu tệp «${STORE_FILE}-wal» giữ những gì ghi sau cùng; lần chạy trước chưa kịp ghép nó vào «${STORE_FILE}»`,
    )
  return true
}

/** Puts a made file in its place unless another process came first: a file of that name is never half made. */
export const putInPlace = (made: string, file: string): void => {
  try {
    linkSync(made, file)
  } catch (error) {
    // Some file systems know no second name for a file.
    if (!existsSync(file)) copyFileSync(made, file, constants.COPYFILE_EXCL)
    else if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error
  } finally {
    rmSync(made, { force: true })
  }
}

/** `run`: the number the last writer put into the file with its first write. */
type State = { isClosed: boolean; run: number }

/** The number of the last run whose first write is in the file itself: SQLite's `application_id`. */
function runIn(file: string): number {
  const head = Buffer.alloc(4)
  const handle = openSync(file, "r")
  readSync(handle, head, 0, head.length, 68)
  closeSync(handle)
  return head.readUInt32BE(0)
}

/** Notes whether somebody writes here. A disk that has no room for the note has it go on without. */
export const noteState = (dataDir: string, state: State): void => {
  const file = join(dataDir, STATE_FILE)
  whereThereIsRoom(`${file}.new`, JSON.stringify(state), (fresh) => renameSync(fresh, file))
}

const readState = (dataDir: string): State | null => {
  try {
    const found: unknown = JSON.parse(readFileSync(join(dataDir, STATE_FILE), "utf8"))
    return typeof found === "object" && found !== null && "isClosed" in found
      ? { isClosed: found.isClosed === true, run: "run" in found ? Number(found.run) : 0 }
      : null
  } catch {
    return null
  }
}

/** Keeps some room back, where there is any. */
export const keepReserve = (dataDir: string): void => {
  const file = join(dataDir, RESERVE_FILE)
  if (!existsSync(file)) whereThereIsRoom(file, Buffer.alloc(RESERVE_BYTES))
}

/** Gives the room that was kept back; false when there is none. */
export const releaseReserve = (dataDir: string): boolean => {
  try {
    unlinkSync(join(dataDir, RESERVE_FILE))
    return true
  } catch {
    return false
  }
}

function whereThereIsRoom(file: string, content: string | Buffer, then = (_file: string) => {}): void {
  try {
    writeFileSync(file, content, { mode: 0o600 })
    then(file)
  } catch {
    rmSync(file, { force: true })
  }
}

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
