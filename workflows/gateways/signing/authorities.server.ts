import { X509Certificate } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { CertificateRevocationList } from "pkijs"
import { ConfigError } from "#workflows/config.server.ts"
import { type KnownAuthorities, NONE_KNOWN } from "#workflows/official-document/known-authorities.ts"

const PEM = /-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/gsu
const LIST = /-----BEGIN X509 CRL-----(.*?)-----END X509 CRL-----/su

/**
 * The authorities the office trusts, from a folder: their certificates (`.pem`, `.crt`, `.cer`) and lists of revoked ones
 * (`.crl`); nothing without a folder. Read anew each time: lists are replaced every day.
 * @throws ConfigError when the folder or a file cannot be read
 */
export const readAuthorities = (folder: string | null): KnownAuthorities => {
  if (folder === null) return NONE_KNOWN
  try {
    const names = readdirSync(folder).sort()
    const files = (kind: RegExp) =>
      names.filter((name) => kind.test(name)).map((name) => readFileSync(join(folder, name)))
    return {
      certificates: files(/\.(?:pem|crt|cer)$/iu).flatMap(certificatesIn),
      revocationLists: files(/\.crl$/iu).map(listIn),
    }
  } catch (error) {
    throw new ConfigError(
      `TRUSTED_CERTIFICATES: không đọc được chứng thư trong «${folder}» (cannot read): ${error instanceof Error ? error.message : error}`,
    )
  }
}

/** One list; read only to see that it is one. */
const listIn = (file: Buffer): Uint8Array => {
  const armoured = LIST.exec(file.toString("latin1"))?.[1]
  const der = new Uint8Array(armoured ? Buffer.from(armoured, "base64") : file)
  CertificateRevocationList.fromBER(der)
  return der
}

const certificatesIn = (file: Buffer): Uint8Array[] => {
  const found = file.toString("latin1").match(PEM)
  return (found ?? [file]).map((one) => new Uint8Array(new X509Certificate(one).raw))
}
