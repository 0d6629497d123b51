import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto"
import {
  CHECKPOINT_REASONS,
  type CheckpointReason,
  type LogCheckpoint,
} from "#models/log-checkpoint/log-checkpoint.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { InvalidInputError } from "#models/shared/errors.ts"

/** Names the log in the statement and its key in the signature (C2SP tlog-checkpoint, signed-note). */
const ORIGIN = "danh-muc-dich-vu-cong/nhat-ky"
const ED25519 = Buffer.from([1])
/** Statement and signature of the largest checkpoint, with room to spare. */
export const MAX_CHECKPOINT_BYTES = 8 * 1024 * 1024

/** What a checkpoint states, read from its text. */
export type CheckpointStatement = Pick<
  LogCheckpoint,
  "entries" | "previousEntries" | "at" | "reason" | "digest"
> & {
  /** Merkle root over the entries, hex. */
  root: string
  /** Where the hash chain ended, hex. */
  head: string
  /** Digest of the statement before; null for the first. */
  previousDigest: string | null
  /** Digests of the entries since the checkpoint before, in order. */
  leaves: string[]
}

/**
 * Writes a checkpoint: a statement of lines in the form of a C2SP tlog-checkpoint, whose further lines give time, reason, chain end, the
 * checkpoint before and the digest of every entry since, then the signature as a signed note has it (Ed25519).
 */
export const writeCheckpoint = (
  stated: Omit<CheckpointStatement, "digest">,
  key: KeyObject,
): { text: string; digest: string } => {
  const statement = [
    ORIGIN,
    String(stated.entries),
    Buffer.from(stated.root, "hex").toString("base64"),
    `at ${stated.at.toISOString()}`,
    `reason ${stated.reason}`,
    `head ${stated.head}`,
    `previous ${stated.previousEntries} ${stated.previousDigest ?? "-"}`,
    ...stated.leaves.map((leaf) => `leaf ${leaf}`),
    "",
  ].join("\n")
  const signature = Buffer.concat([keyIdOf(createPublicKey(key)), sign(null, Buffer.from(statement), key)])
  return {
    text: `${statement}\n— ${ORIGIN} ${signature.toString("base64")}\n`,
    digest: sha256(statement),
  }
}

/** The part that is signed, as bytes. */
export const statementOf = (text: string): string => text.slice(0, text.indexOf("\n\n") + 1)

/**
 * Reads a checkpoint and checks its signature.
 * @throws InvalidInputError saying which line does not read, or that the signature is not by this key
 */
export const readCheckpoint = (text: string, key: KeyObject): CheckpointStatement => {
  const statement = statementOf(text)
  const [origin, size, root, ...rest] = statement.split("\n").slice(0, -1)
  if (origin !== ORIGIN) throw unreadable(1, "không phải mốc nhật ký của hệ thống này")
  const entries = Number(size)
  if (!/^[1-9]\d{0,14}$/.test(size ?? "")) throw unreadable(2, "phải là số mục nhật ký")
  if (!/^[A-Za-z0-9+/]{43}=$/.test(root ?? "")) throw unreadable(3, "phải là mã gốc (base64)")
  const at = new Date(matched(rest[0], 4, /^at (\S+)$/)[1] ?? "")
  if (Number.isNaN(at.getTime())) throw unreadable(4, "không phải thời điểm")
  const reason = matched(rest[1], 5, /^reason (\w+)$/)[1] as CheckpointReason
  if (!CHECKPOINT_REASONS.includes(reason)) throw unreadable(5, "lý do không rõ")
  const head = matched(rest[2], 6, /^head ([0-9a-f]{64})$/)[1] ?? ""
  const [, before, named] = matched(rest[3], 7, /^previous (0|[1-9]\d{0,14}) ([0-9a-f]{64}|-)$/)
  const leaves = rest
    .slice(4)
    .map((line, index) => matched(line, index + 8, /^leaf ([0-9a-f]{64})$/)[1] ?? "")
  const previousEntries = Number(before)
  if (leaves.length !== entries - previousEntries)
    throw new InvalidInputError(
      `Mốc nhật ký ghi ${entries - previousEntries} mục mới nhưng kèm ${leaves.length} mã; tệp bị cắt hoặc bị sửa.`,
    )
  if (!isSigned(text, statement, key))
    throw new InvalidInputError(
      "Chữ ký của mốc nhật ký không đúng với khóa dùng để kiểm tra: tệp bị sửa, hoặc được ký bằng khóa khác. Dùng đúng khóa công khai (--key), hoặc lấy bản lưu khác của tệp.",
    )
  return {
    entries,
    previousEntries,
    at,
    reason,
    digest: sha256(statement),
    root: Buffer.from(root ?? "", "base64").toString("hex"),
    head,
    previousDigest: named === "-" ? null : (named ?? null),
    leaves,
  }
}

function isSigned(text: string, statement: string, key: KeyObject): boolean {
  const lines = text.slice(statement.length + 1).split("\n")
  return lines.some((line) => {
    const [, given] = /^— \S+ ([A-Za-z0-9+/]+=*)$/.exec(line) ?? []
    if (given === undefined) return false
    const bytes = Buffer.from(given, "base64")
    return (
      bytes.length === 68 &&
      bytes.subarray(0, 4).equals(keyIdOf(key)) &&
      verify(null, Buffer.from(statement), key, bytes.subarray(4))
    )
  })
}

/** The four bytes by which a signed note names its key. */
function keyIdOf(key: KeyObject): Buffer {
  const hash = createHash("sha256").update(`${ORIGIN}\n`).update(ED25519).update(rawKeyOf(key))
  return hash.digest().subarray(0, 4)
}

const rawKeyOf = (key: KeyObject): Buffer => Buffer.from(key.export({ format: "jwk" }).x ?? "", "base64url")

/** The key as verifiers of signed notes take it: name, id and key in one line. */
export const verifierLine = (key: KeyObject): string =>
  `${ORIGIN}+${keyIdOf(key).toString("hex")}+${Buffer.concat([ED25519, rawKeyOf(key)]).toString("base64")}`

/** @throws InvalidInputError when the line is no verifier's line, and the text no PEM of an Ed25519 key, public or private */
export const readKey = (text: string): KeyObject => {
  const [, , encoded] = /^(\S+)\+[0-9a-f]{8}\+([A-Za-z0-9+/]+=*)$/.exec(text.trim()) ?? []
  try {
    const key = encoded
      ? createPublicKey({
          key: {
            kty: "OKP",
            crv: "Ed25519",
            x: Buffer.from(encoded, "base64").subarray(1).toString("base64url"),
          },
          format: "jwk",
        })
      : createPublicKey(text.includes("PRIVATE KEY") ? createPrivateKey(text) : text)
    if (key.asymmetricKeyType === "ed25519") return key
  } catch {
    // Said below.
  }
  throw new InvalidInputError(
    "Khóa kiểm tra mốc nhật ký phải là khóa Ed25519: dòng khóa in ở trang «Mốc nhật ký», hoặc tệp PEM.",
  )
}

function matched(line: string | undefined, at: number, form: RegExp): RegExpExecArray {
  const found = form.exec(line ?? "")
  if (!found) throw unreadable(at, "không đúng dạng")
  return found
}

const unreadable = (line: number, why: string) =>
  new InvalidInputError(`Mốc nhật ký không đọc được ở dòng ${line}: ${why}. Lấy bản lưu khác của tệp.`)
