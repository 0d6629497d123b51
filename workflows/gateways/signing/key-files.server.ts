import { X509Certificate } from "node:crypto"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { basename, extname, join } from "node:path"
import { CryptoKeySigner, P12Signer, type Signer } from "@libpdf/core"
import { ConfigError } from "#workflows/config.server.ts"
import { commonNameOf } from "#workflows/signatures/certificate.server.ts"

/** A key the office keeps, whose it is, and the picture that shows its signature. */
export type KeyFile = {
  /** Common name in the certificate, NFC. */
  name: string
  signer: Signer
  validFrom: Date
  validTo: Date
  /** PNG: a handwritten signature in blue, or the seal in red. */
  picture: Uint8Array
}

/**
 * Opens every `.p12` and `.pfx` of a folder, with the picture `<same name>.png` beside each.
 * @throws ConfigError naming the file: wrong password, no picture, RSA below 2048 bits (TT 15/2025/TT-BKHCN)
 */
export const readKeyFiles = async (folder: string, password: string): Promise<KeyFile[]> => {
  const files = listed(folder).filter((name) => /\.(?:p12|pfx)$/iu.test(name))
  if (files.length === 0) throw fault(folder, "không có tệp .p12 nào (no key files)")
  return Promise.all(files.sort().map((name) => readKeyFile(join(folder, name), password)))
}

async function readKeyFile(file: string, password: string): Promise<KeyFile> {
  const picture = `${file.slice(0, -extname(file).length)}.png`
  if (!existsSync(picture)) throw fault(file, `thiếu ảnh chữ ký «${basename(picture)}» (no picture)`)
  try {
    const opened = await P12Signer.create(new Uint8Array(readFileSync(file)), password)
    const certificate = new X509Certificate(opened.certificate)
    return {
      name: commonNameOf(opened.certificate),
      signer: opened.keyType === "RSA" ? await asPss(opened, certificate) : opened,
      validFrom: new Date(certificate.validFrom),
      validTo: new Date(certificate.validTo),
      picture: new Uint8Array(readFileSync(picture)),
    }
  } catch (error) {
    throw fault(file, error instanceof Error ? error.message : String(error))
  }
}

/** RSA keys sign with PSS; the library opens them for the older padding, and keeps the key to itself. */
async function asPss(opened: P12Signer, { publicKey }: X509Certificate): Promise<Signer> {
  if ((publicKey.asymmetricKeyDetails?.modulusLength ?? 0) < 2048)
    throw new Error("khóa RSA ngắn hơn 2048 bit (RSA key below 2048 bits)")
  const key = await crypto.subtle.exportKey("pkcs8", Reflect.get(opened, "privateKey") as CryptoKey)
  const pss = await crypto.subtle.importKey("pkcs8", key, { name: "RSA-PSS", hash: "SHA-256" }, false, [
    "sign",
  ])
  return new CryptoKeySigner(pss, opened.certificate, "RSA", "RSA-PSS", opened.certificateChain)
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    throw fault(folder, "không đọc được thư mục (cannot read the folder)")
  }
}

const fault = (where: string, why: string) => new ConfigError(`SIGNING_KEYS: ${where}: ${why}`)
