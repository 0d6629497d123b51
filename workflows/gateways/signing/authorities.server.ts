import { X509Certificate } from "node:crypto"
import { readdirSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { dayOfText } from "#models/shared/dates.ts"
import { ConfigError } from "#workflows/config.server.ts"
import {
  type ExpectedPolicy,
  type KnownAuthorities,
  NONE_KNOWN,
} from "#workflows/signatures/known-authorities.ts"
import { readRevocationList } from "#workflows/signatures/revocation-data.server.ts"

const PEM = /-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/gsu
const LIST = /-----BEGIN X509 CRL-----(.*?)-----END X509 CRL-----/su

/** `OID [day]` a line; what follows `#` is for people. */
const POLICIES = "policies.txt"
const OID = /^[0-2](?:\.\d+)+$/u

/**
 * The authorities the office trusts, from a folder: their certificates (`.pem`, `.crt`, `.cer`), lists of revoked ones
 * (`.crl`; such as speak of some certificates only are believed of those they name), and in `policies.txt` the certificate policies expected of
 * signers, with the day from which one is asked for; nothing without a folder.
 * @throws ConfigError when the folder or a file cannot be read, or the folder holds no authority
 */
export const readAuthorities = (folder: string | null): KnownAuthorities => {
  if (folder === null) return NONE_KNOWN
  const known = readFolder(folder)
  if (known.certificates.length === 0)
    throw new ConfigError(
      `TRUSTED_CERTIFICATES: «${folder}» không có chứng thư nào của tổ chức cấp chứng thư (.crt, .cer, .pem) (holds no authority). Kiểm tra lại thư mục này.`,
    )
  return known
}

function readFolder(folder: string): KnownAuthorities {
  try {
    const names = readdirSync(folder).sort()
    const files = (kind: RegExp) =>
      names.filter((name) => kind.test(name)).map((name) => readFileSync(join(folder, name)))
    return {
      certificates: files(/\.(?:pem|crt|cer)$/iu).flatMap(certificatesIn),
      revocationLists: files(/\.crl$/iu).map(listIn),
      policies: names.includes(POLICIES) ? policiesIn(readFileSync(join(folder, POLICIES), "utf8")) : [],
    }
  } catch (error) {
    throw new ConfigError(
      `TRUSTED_CERTIFICATES: không đọc được chứng thư trong «${folder}» (cannot read): ${error instanceof Error ? error.message : error}. Kiểm tra lại thư mục này.`,
    )
  }
}

/**
 * The same as it stands by now: lists are replaced every day, by files that may be half written when somebody asks. What
 * has not changed is not read again, and what cannot be read leaves what was known; `said` is told once.
 * @throws ConfigError when the folder cannot be read the first time
 */
export const watchAuthorities = (
  folder: string | null,
  said: (message: string) => void,
): (() => KnownAuthorities) => {
  let seen = stateOf(folder)
  let known = readAuthorities(folder)
  return () => {
    const now = stateOf(folder)
    if (now === seen) return known
    seen = now
    try {
      known = readAuthorities(folder)
    } catch (error) {
      said(error instanceof Error ? error.message : String(error))
    }
    return known
  }
}

/** With one more authority; the same where there is none. */
export const withAuthority = (known: KnownAuthorities, own: Uint8Array | null): KnownAuthorities =>
  own === null ? known : { ...known, certificates: [...known.certificates, own] }

/** Names, sizes and times of the files; changes when one does. */
function stateOf(folder: string | null): string {
  if (folder === null) return ""
  try {
    return readdirSync(folder)
      .sort()
      .map((name) => {
        const { size, mtimeMs } = statSync(join(folder, name))
        return `${name} ${size} ${mtimeMs}`
      })
      .join("\n")
  } catch {
    return "unreadable"
  }
}

function policiesIn(text: string): ExpectedPolicy[] {
  const lines = text.split("\n").map((line) => line.replace(/#.*$/u, "").trim())
  return lines
    .filter((line) => line !== "")
    .map((line) => {
      const [oid = "", day, ...more] = line.split(/\s+/u)
      if (!OID.test(oid)) throw new Error(`${POLICIES}: «${oid}» không phải OID (not an OID)`)
      const from = day === undefined ? null : dayOfText(day)
      if ((day !== undefined && from === null) || more.length > 0)
        throw new Error(`${POLICIES}: «${line}» phải có dạng «OID» hoặc «OID ngày/tháng/năm» (not a day)`)
      return { oid, from }
    })
}

const listIn = (file: Buffer): Uint8Array => {
  const armoured = LIST.exec(file.toString("latin1"))?.[1]
  const list = new Uint8Array(armoured ? Buffer.from(armoured, "base64") : file)
  readRevocationList(list)
  return list
}

const certificatesIn = (file: Buffer): Uint8Array[] => {
  const found = file.toString("latin1").match(PEM)
  return (found ?? [file])
    .map((one) => new X509Certificate(one))
    .filter(({ ca }) => ca)
    .map(({ raw }) => new Uint8Array(raw))
}
