import { X509Certificate } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { ConfigError } from "#workflows/config.server.ts"

const PEM = /-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/gsu

/**
 * Certificates of the authorities the office trusts, DER, from a folder of `.pem`, `.crt` and `.cer` files; none without a folder.
 * @throws ConfigError when the folder or a file cannot be read
 */
export const readAuthorities = (folder: string | null): Uint8Array[] => {
  if (folder === null) return []
  try {
    return readdirSync(folder)
      .filter((name) => /\.(?:pem|crt|cer)$/iu.test(name))
      .sort()
      .flatMap((name) => certificatesIn(readFileSync(join(folder, name))))
  } catch (error) {
    throw new ConfigError(
      `TRUSTED_CERTIFICATES: không đọc được chứng thư trong «${folder}» (cannot read): ${error instanceof Error ? error.message : error}`,
    )
  }
}

const certificatesIn = (file: Buffer): Uint8Array[] => {
  const found = file.toString("latin1").match(PEM)
  return (found ?? [file]).map((one) => new Uint8Array(new X509Certificate(one).raw))
}
