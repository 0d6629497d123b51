import type { KeyObject } from "node:crypto"
import { existsSync } from "node:fs"
import { readdir, readFile, stat } from "node:fs/promises"
import { join } from "node:path"
import { PDF } from "@libpdf/core"
import type { CarriedCheckpoint } from "#models/log-checkpoint/log-checkpoint.ts"
import { formatInstant } from "#models/shared/dates.ts"
import { InvalidInputError, isOfficeError, NotFoundError } from "#models/shared/errors.ts"
import { readEdition } from "#workflows/document-verification/carried-catalogue.server.ts"
import { parseDer } from "#workflows/signatures/der.server.ts"
import { type KnownAuthorities, NONE_KNOWN } from "#workflows/signatures/known-authorities.ts"
import { readKnownLists } from "#workflows/signatures/revocation-data.server.ts"
import { doubtOfStamp } from "#workflows/signatures/stamp-doubt.server.ts"
import { readTimestamp, type Timestamp } from "#workflows/signatures/timestamp.server.ts"
import type { CheckpointPlaces } from "./checkpoint-key.server.ts"
import {
  type CheckpointStatement,
  MAX_CHECKPOINT_BYTES,
  readCheckpoint,
  readKey,
  statementOf,
} from "./checkpoint-text.server.ts"

/** What somebody brings to hold the log against: checkpoints by entries, what decisions carry, and files that could not be used. */
export type GivenCheckpoints = {
  /** `stamp`: what is known of the time it existed at, in words. */
  checkpoints: { file: string; statement: CheckpointStatement; stamp: string }[]
  decisions: { file: string; carried: CarriedCheckpoint }[]
  faults: string[]
}

/**
 * The key checkpoints are checked with: a verifier's line or a file with one (or a PEM), else the office's own where it is on this machine.
 * @throws InvalidInputError when it is no such key; NotFoundError when there is none
 */
export const keyGiven = async (given: string | undefined, places: CheckpointPlaces): Promise<KeyObject> => {
  if (given !== undefined) return readKey(existsSync(given) ? await readFile(given, "utf8") : given)
  const own = places.checkpointKey ?? join(places.dataDir, "keys", "log-key.pem")
  if (!existsSync(own))
    throw new NotFoundError(
      "Máy này không có khóa của mốc nhật ký. Đưa khóa công khai bằng --key (dòng khóa in ở trang «Mốc nhật ký»).",
    )
  return readKey(await readFile(own, "utf8"))
}

/**
 * Reads files and folders of checkpoints, and decisions (`.pdf`) that carry one's digest. What does not read is among the faults.
 * @param authorities known here: whether the time of a stamp counts
 * @throws NotFoundError when a place does not exist or holds no checkpoint
 */
export const readGiven = async (
  places: readonly string[],
  key: KeyObject,
  authorities: KnownAuthorities = NONE_KNOWN,
): Promise<GivenCheckpoints> => {
  const given: GivenCheckpoints = { checkpoints: [], decisions: [], faults: [] }
  for (const file of (await Promise.all(places.map(filesAt))).flat()) {
    try {
      if (file.endsWith(".pdf")) given.decisions.push({ file, carried: await carriedIn(file) })
      else given.checkpoints.push(await checkpointIn(file, key, authorities))
    } catch (error) {
      given.faults.push(`${file}: ${isOfficeError(error) ? error.message : String(error)}`)
    }
  }
  const byDigest = new Map(given.checkpoints.map((one) => [one.statement.digest, one]))
  given.checkpoints = [...byDigest.values()].sort((a, b) => a.statement.entries - b.statement.entries)
  return given
}

async function filesAt(place: string): Promise<string[]> {
  const found = await stat(place).catch(() => null)
  if (!found) throw new NotFoundError(`Không tìm thấy «${place}». Kiểm tra lại đường dẫn.`)
  if (!found.isDirectory()) return [place]
  const names = (await readdir(place)).filter((name) => name.endsWith(".checkpoint")).sort()
  if (names.length === 0)
    throw new NotFoundError(`Thư mục «${place}» không có tệp mốc nhật ký (.checkpoint).`)
  return names.map((name) => join(place, name))
}

async function checkpointIn(
  file: string,
  key: KeyObject,
  authorities: KnownAuthorities,
): Promise<GivenCheckpoints["checkpoints"][number]> {
  if ((await stat(file)).size > MAX_CHECKPOINT_BYTES)
    throw new InvalidInputError("Tệp quá lớn, không phải mốc nhật ký.")
  const text = await readFile(file, "utf8")
  return {
    file,
    statement: readCheckpoint(text, key),
    stamp: await stampInWords(`${file}.tst`, text, authorities),
  }
}

async function stampInWords(
  file: string,
  text: string,
  { certificates: anchors, revocationLists }: KnownAuthorities,
): Promise<string> {
  if (!existsSync(file)) return "không có dấu thời gian"
  const stamp = await readStamp(file, text)
  const lists = await readKnownLists(revocationLists)
  const doubt = await doubtOfStamp(stamp, { anchors, responses: [], lists })
  const said = `dấu thời gian ${formatInstant(stamp.at)}`
  return doubt === null ? said : `${said}, ${doubt} nên giờ này không được tính`
}

async function readStamp(file: string, text: string): Promise<Timestamp> {
  try {
    return await readTimestamp(parseDer(await readFile(file)), Buffer.from(statementOf(text)))
  } catch {
    throw new InvalidInputError("Dấu thời gian đi kèm không phải của tệp này.")
  }
}

async function carriedIn(file: string): Promise<CarriedCheckpoint> {
  const edition = readEdition(await PDF.load(await readFile(file)))
  if (edition?.logCheckpoint) return edition.logCheckpoint
  throw new InvalidInputError("Quyết định không mang mốc nhật ký nào.")
}
